using System.Threading.RateLimiting;
using FaZhiCloud.Gateway.Http;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.IdentityModel.Tokens;

namespace FaZhiCloud.Gateway.Security;

/// <summary>Bearer tokens, a fallback that closes whatever says nothing, and limits.</summary>
public static class SecurityServices
{
    /// <summary>Limit for signing in: by address.</summary>
    public const string SignInLimit = "sign-in";

    public static IServiceCollection AddSecurity(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<TokenIssuer>().AddSingleton<AccountStore>().AddSingleton<Scope>();
        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();
        services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme).Configure<TokenIssuer, TimeProvider, IMemoryCache>((options, issuer, time, cache) =>
        {
            options.MapInboundClaims = false;
            options.SaveToken = false;
            options.TokenHandlers.Clear();
            options.TokenHandlers.Add(new RememberingTokenHandler(cache));
            options.TimeProvider = time;
            options.TokenValidationParameters = new()
            {
                ValidIssuer = TokenIssuer.Issuer,
                ValidAudience = TokenIssuer.Audience,
                ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
                IssuerSigningKeyResolver = (_, _, _, _) => [issuer.Key],
                ClockSkew = TimeSpan.FromSeconds(30),
                LifetimeValidator = (from, to, _, parameters) =>
                    from <= time.GetUtcNow().UtcDateTime + parameters.ClockSkew && to >= time.GetUtcNow().UtcDateTime - parameters.ClockSkew,
            };
            options.Events = new JwtBearerEvents
            {
                OnChallenge = async context =>
                {
                    context.HandleResponse();
                    context.Response.Headers.WWWAuthenticate = "Bearer";
                    await Problems.Of(401, "unauthenticated", "请先登录，或登录已过期", "sign in first, or your session has expired").ExecuteAsync(context.HttpContext);
                },
                OnForbidden = async context => await Problems.Forbidden().ExecuteAsync(context.HttpContext),
            };
        });
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        return services.AddRateLimiter(limiter => Limit(limiter, configuration));
    }

    private static void Limit(Microsoft.AspNetCore.RateLimiting.RateLimiterOptions limiter, IConfiguration configuration)
    {
        var perSecond = configuration.GetValue("RateLimit:PerUserPerSecond", 200);
        var signIns = configuration.GetValue("RateLimit:SignInsPerMinute", 30);
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.OnRejected = async (context, _) =>
        {
            var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? (int)Math.Ceiling(after.TotalSeconds) : 1;
            context.HttpContext.Response.Headers.RetryAfter = $"{Math.Max(1, wait)}";
            await Problems.Of(429, "rate_limited", "请求过于频繁，请稍后重试", "too many requests; try again later").ExecuteAsync(context.HttpContext);
        };
        limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
            context.User.FindFirst("sub")?.Value is { } user
                ? RateLimitPartition.GetTokenBucketLimiter(user, _ => new()
                {
                    TokenLimit = perSecond * 2,
                    TokensPerPeriod = perSecond,
                    ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                    AutoReplenishment = true,
                })
                : RateLimitPartition.GetNoLimiter(""));
        limiter.AddPolicy(SignInLimit, context => RateLimitPartition.GetFixedWindowLimiter($"{context.Connection.RemoteIpAddress}", _ => new() { PermitLimit = signIns, Window = TimeSpan.FromMinutes(1) }));
    }
}
