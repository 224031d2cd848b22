using System.Reflection;
using FaZhiCloud.Domain;
using Microsoft.AspNetCore.Identity;

namespace FaZhiCloud.Gateway.Accounts;

/// <summary>Rules for passwords, and their hashes (ASP.NET Core Identity's: PBKDF2, SHA-512).</summary>
public static class Passwords
{
    public const int Shortest = 10, Longest = 128;

    private static readonly PasswordHasher<string> Hasher = new();

    /// <summary>Compared against when there is no such account, so that both answers take the same time.</summary>
    private static readonly string Decoy = Hasher.HashPassword("", Guid.NewGuid().ToString());

    private static readonly HashSet<string> Common = [.. ReadCommon()];

    public static string Hash(string password) => Hasher.HashPassword("", password);

    /// <summary>Whether a password matches; with no hash it takes as long and does not.</summary>
    public static bool Matches(string? hash, string password) => Hasher.VerifyHashedPassword("", hash ?? Decoy, password) != PasswordVerificationResult.Failed && hash is not null;

    /// <summary>等保: at least ten characters of three kinds (or sixteen of any), not the user name, not a common password with a few digits around it.</summary>
    public static Check Password(this Check check, string field, string? password, string userName)
    {
        if (string.IsNullOrEmpty(password))
            return check.That(false, field, "field.required", "必填", "is required");
        check.Text(field, password, Longest);
        check.That(password.Length >= Shortest, field, "password.too_short", $"至少 {Shortest} 位", $"at least {Shortest} characters");
        check.That(password.Length >= 16 || Kinds(password) >= 3, field, "password.too_simple", "须含大写字母、小写字母、数字、其他字符中的三类，或不少于 16 位", "three of: capitals, small letters, digits, others; or at least 16 characters");
        check.That(password.Distinct().Count() >= 5, field, "password.repetitive", "重复的字符过多", "repeats too few characters");
        check.That(userName.Length < 3 || !password.Contains(userName, StringComparison.OrdinalIgnoreCase), field, "password.holds_name", "不能包含用户名", "must not contain the user name");
        return check.That(!IsCommon(password), field, "password.common", "这是常见口令，请换一个", "is a common password");
    }

    /// <summary>Whether it is on the list, also with capitals, with letters written as digits, or with digits and signs before and after.</summary>
    public static bool IsCommon(string password)
    {
        var plain = password.ToLowerInvariant();
        var core = plain.Trim([.. "0123456789!@#$%^&*()_-+=.,?~ "]);
        return Common.Contains(plain) || (core.Length >= 3 && Common.Contains(core)) || Common.Contains(Unleet(plain)) || Common.Contains(Unleet(core))
            || plain.Split('@', '!', '#', '.', '_', '-', ' ').Where(part => part.Length > 0) is var parts && parts.Count() > 1 && parts.All(part => Common.Contains(part) || part.All(char.IsDigit) && part.Length <= 4);
    }

    private static int Kinds(string password) =>
        (password.Any(char.IsAsciiLetterUpper) ? 1 : 0) + (password.Any(char.IsAsciiLetterLower) ? 1 : 0) + (password.Any(char.IsAsciiDigit) ? 1 : 0) + (password.Any(c => !char.IsAsciiLetterOrDigit(c)) ? 1 : 0);

    private static string Unleet(string text) => string.Concat(text.Select(c => c switch { '0' => 'o', '1' => 'l', '3' => 'e', '4' or '@' => 'a', '5' or '$' => 's', '7' => 't', _ => c }));

    private static IEnumerable<string> ReadCommon()
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream("common-passwords.txt")!);
        while (reader.ReadLine() is { } line)
        {
            foreach (var word in line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                yield return word;
        }
    }
}
