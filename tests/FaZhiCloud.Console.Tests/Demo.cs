using System.Net.Http.Json;
using System.Text.Json;

namespace FaZhiCloud.Console.Tests;

/// <summary>The demo's accounts, and what the tests add to it through the API.</summary>
internal static class Demo
{
    public const string Password = "Fazhi-demo-2026", Clerk = "clerk", County = "county", Leader = "leader";

    /// <summary>The officer whose certificate ends in 20 days.</summary>
    public const string Officer = "到期演示员";

    /// <summary>Where a clerk's own township is, as its id.</summary>
    public static async Task<string> TownshipAsync(HttpClient clerk) =>
        (await clerk.GetFromJsonAsync<JsonElement>("/api/v1/auth/me")).GetProperty("divisionId").GetString()!;

    /// <summary>Registers an officer and a certificate; the sweep at the next start announces it.</summary>
    public static async Task RegisterCertificateAsync(HttpClient clerk, string township, DateOnly validTo)
    {
        var officer = await PostAsync(clerk, $"/api/v1/townships/{township}/officers", new { name = Officer, onQuota = true });
        await PostAsync(clerk, $"/api/v1/townships/{township}/certificates", new
        {
            officerId = officer.GetProperty("recordId").GetString(),
            number = "川N13249999",
            validFrom = validTo.AddYears(-5).ToString("yyyy-MM-dd"),
            validTo = validTo.ToString("yyyy-MM-dd"),
        });
    }

    public static async Task<JsonElement> PostAsync(HttpClient client, string path, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString("N"));
        using var answer = await client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue($"{path}: {text}");
        return JsonSerializer.Deserialize<JsonElement>(text);
    }
}
