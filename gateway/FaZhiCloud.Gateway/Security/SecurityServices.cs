using System.Threading.RateLimiting;
using FaZhiCloud.Gateway.Accounts;
using FaZhiCloud.Gateway.Http;
using FaZhiCloud.Townships;
using Microsoft.AspNetCore.Authentication;
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
        services.AddSingleton<TokenIssuer>().AddSingleton<AccountStore>().AddSingleton<Scope>().AddSingleton<AuditTrail>().AddSingleton<TenantRulesStore>()
            .AddSingleton<Sessions>().AddSingleton<ProgramTokens>().AddSingleton<AccountManager>().AddSingleton<InvitationStore>().AddHostedService<KeyRotation>();
        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme)
            .AddJwtBearer(options =>
            {
                options.ForwardDefaultSelector = context =>
                    context.Request.Headers.Authorization is [var header] && header!.StartsWith(ProgramTokenHandler.Prefix, StringComparison.Ordinal) ? ProgramTokenHandler.Scheme : null;
                // Refusals are said here, for the other scheme too: without this the two would hand them to each other for ever.
                options.ForwardChallenge = options.ForwardForbid = JwtBearerDefaults.AuthenticationScheme;
            })
            .AddScheme<AuthenticationSchemeOptions, ProgramTokenHandler>(ProgramTokenHandler.Scheme, options => options.ForwardChallenge = options.ForwardForbid = JwtBearerDefaults.AuthenticationScheme);
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
                IssuerSigningKeyResolver = (_, _, _, _) => issuer.Keys,
                ClockSkew = TimeSpan.FromSeconds(30),
                LifetimeValidator = (from, to, _, parameters) =>
                    from <= time.GetUtcNow().UtcDateTime + parameters.ClockSkew && to >= time.GetUtcNow().UtcDateTime - parameters.ClockSkew,
            };
            options.Events = new JwtBearerEvents
            {
                OnTokenValidated = RequireLiveSessionAsync,
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

    /// <summary>A session that was ended ends its tokens, too.</summary>
    private static async Task RequireLiveSessionAsync(TokenValidatedContext context)
    {
        var caller = Caller.Of(context.Principal!);
        if (caller.Session is { } session && !await context.HttpContext.RequestServices.GetRequiredService<Sessions>().IsLiveAsync(caller.Tenant, session, context.HttpContext.RequestAborted))
            context.Fail("The session has ended.");
    }

    /// <summary>A bucket for each key, with two seconds' worth in it; no key, no limit.</summary>
    private static PartitionedRateLimiter<HttpContext> PerSecond(Func<HttpContext, string?> key, int permits) => PartitionedRateLimiter.Create<HttpContext, string>(context =>
        key(context) is { } known
            ? RateLimitPartition.GetTokenBucketLimiter(known, _ => new()
            {
                TokenLimit = permits * 2,
                TokensPerPeriod = permits,
                ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                AutoReplenishment = true,
            })
            : RateLimitPartition.GetNoLimiter(""));

    private static void Limit(Microsoft.AspNetCore.RateLimiting.RateLimiterOptions limiter, IConfiguration configuration)
    {
        var perSecond = configuration.GetValue("RateLimit:PerUserPerSecond", 200);
        var signIns = configuration.GetValue("RateLimit:SignInsPerMinute", 300); // A whole county bureau may stand behind one address; guessing is stopped at the account.
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.OnRejected = async (context, _) =>
        {
            var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? (int)Math.Ceiling(after.TotalSeconds) : 1;
            context.HttpContext.Response.Headers.RetryAfter = $"{Math.Max(1, wait)}";
            await Problems.Of(429, "rate_limited", "请求过于频繁，请稍后重试", "too many requests; try again later").ExecuteAsync(context.HttpContext);
        };
        // A tenant's allowance is shared by its people and less than the machine can bear: one that floods leaves room for the others.
        limiter.GlobalLimiter = PartitionedRateLimiter.CreateChained(
            PerSecond(context => context.User.FindFirst("sub")?.Value, perSecond),
            PerSecond(context => context.User.FindFirst(Caller.TenantClaim)?.Value, configuration.GetValue("RateLimit:PerTenantPerSecond", (int)Math.Min(int.MaxValue / 4, perSecond * 5L))),
            PerSecond(context => context.User.Identity is { IsAuthenticated: true } || !context.Request.Path.StartsWithSegments("/api") ? null : $"{context.Connection.RemoteIpAddress}", configuration.GetValue("RateLimit:PerAddressPerSecond", 50)));
        limiter.AddPolicy(SignInLimit, context => RateLimitPartition.GetFixedWindowLimiter($"{context.Connection.RemoteIpAddress}", _ => new() { PermitLimit = signIns, Window = TimeSpan.FromMinutes(1) }));
    }
}
