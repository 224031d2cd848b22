using Microsoft.Extensions.Caching.Memory;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace FaZhiCloud.Gateway.Security;

/// <summary>
/// Checks each token's signature once: checking ES256 takes longer than most else that a small request does. Only tokens that were
/// found valid are remembered, byte for byte; their time is checked again at every use.
/// </summary>
internal sealed class RememberingTokenHandler(IMemoryCache cache) : JsonWebTokenHandler
{
    private static readonly TimeSpan Unused = TimeSpan.FromMinutes(10);

    private readonly record struct Valid(string Token);

    public override async Task<TokenValidationResult> ValidateTokenAsync(string token, TokenValidationParameters validationParameters)
    {
        if (cache.TryGetValue(new Valid(token), out TokenValidationResult? known)
            && validationParameters.LifetimeValidator(known!.SecurityToken.ValidFrom, known.SecurityToken.ValidTo, known.SecurityToken, validationParameters))
            return known;
        var result = await base.ValidateTokenAsync(token, validationParameters);
        if (result.IsValid)
            cache.Set(new Valid(token), result, new MemoryCacheEntryOptions { SlidingExpiration = Unused });
        return result;
    }
}
