using FaZhiCloud.Domain;
using FaZhiCloud.Gateway.Http;
using FaZhiCloud.Gateway.Security;
using FaZhiCloud.Townships;

namespace FaZhiCloud.Gateway.Areas;

/// <summary>Lists of records: the same parameters in every area.</summary>
public static class ListEndpoints
{
    public static RouteHandlerBuilder MapList(this IEndpointRouteBuilder group, string area, string name, string summary) =>
        group.MapGet("", (HttpContext context, Guid township, int? year, string? q, bool? withVoid, string? after, int? limit, ITownships townships, Scope scope, CancellationToken cancellationToken) =>
                ListAsync(context, township, area, null, year, q, withVoid, after, limit, townships, scope, cancellationToken))
            .Needs(Act.Read).WithName(name).WithSummary(summary).Produces<RecordPage>().ProducesProblem(401).ProducesProblem(404).ProducesProblem(422).ProducesProblem(429);

    /// <summary>A page of an area's records, in the order they were entered.</summary>
    public static async Task<IResult> ListAsync(
        HttpContext context, Guid id, string area, string? kind, int? year, string? q, bool? withVoid, string? after, int? limit, ITownships townships, Scope scope, CancellationToken cancellationToken)
    {
        if ((Paging.Check(limit) ?? Paging.CheckYear(year)) is { } problem)
            return problem;
        return await scope.TownshipAsync(context.User, id, cancellationToken) is { } township
            ? TypedResults.Ok(await townships.ReadAsync(township.Address, new RecordsView(area, kind, year, q, withVoid ?? false, after, limit ?? Paging.Default), cancellationToken))
            : Problems.NotFound();
    }
}
