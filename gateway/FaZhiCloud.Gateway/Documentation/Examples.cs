namespace FaZhiCloud.Gateway.Http;

/// <summary>A body that the endpoint accepts, shown in the API document and posted by the tests.</summary>
public sealed record ExampleBody(string Json);

public static class Examples
{
    public static RouteHandlerBuilder WithExample(this RouteHandlerBuilder endpoint, string json) => endpoint.WithMetadata(new ExampleBody(json));
}
