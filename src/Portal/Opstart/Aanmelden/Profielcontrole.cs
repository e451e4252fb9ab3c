using System.Security.Claims;
using Ambulant.Core.Toegang;

namespace Ambulant.Portal.Opstart.Aanmelden;

/// <summary>What is asked of an answer besides what OpenID Connect asks: by the kind of provider, and by its row.</summary>
public static class Profielcontrole
{
    public const string School = "nlEduPersonHomeOrganizationId";

    // More than one factor, or the second one by name. Not sms and tel: those are too easily taken over.
    private static readonly string[] Tweede = ["mfa", "otp", "hwk", "swk", "sc", "fido"];

    /// <summary>Answers come from the account of a school only; names and e-mail addresses decide nothing.</summary>
    public static bool VraagtGegevens(Identiteitsprovider provider) => provider.Profiel == Providerprofiel.Entree;

    /// <summary>Name of the check that failed, or null.</summary>
    public static string? Fout(Identiteitsprovider provider, IReadOnlyCollection<Claim> claims)
    {
        var fout = provider.Profiel switch
        {
            // Guests and other directories of Microsoft: the issuer names the directory, and tid must say the same.
            Providerprofiel.Entra when Een(claims, "tid") is { } tid && !provider.Authority.Contains($"/{tid}/", StringComparison.OrdinalIgnoreCase) => "tid",
            // All of Google shares one issuer; hd is there for accounts of an organisation only.
            Providerprofiel.Google when Een(claims, "hd") is not { } hd || !provider.Domeinen.Contains(hd, StringComparer.OrdinalIgnoreCase) => "hd",
            // Keycloak signs other kinds of token with the same keys.
            Providerprofiel.Keycloak when Een(claims, "typ") is { } typ && typ != "ID" => "typ",
            Providerprofiel.Entree when claims.Any(c => c.Type == School) && !IsSchool(provider, Een(claims, School)) => School,
            _ => null,
        };
        if (fout is not null)
        {
            return fout;
        }

        if (provider.Acr.Length > 0 && !provider.Acr.Contains(Een(claims, "acr"), StringComparer.Ordinal))
        {
            return "acr";
        }

        if (provider.Amr.Length > 0 && !claims.Any(c => c.Type == "amr" && provider.Amr.Contains(c.Value, StringComparer.Ordinal)))
        {
            return "amr";
        }

        // We do not ask for it and it decides nothing. But an address of elsewhere is the account of someone of elsewhere. Not at Microsoft:
        // there whoever manages a directory writes any address in it.
        return provider.Profiel != Providerprofiel.Entra && provider.Domeinen.Length > 0
            && claims.Any(c => c.Type == "email" && !provider.Domeinen.Any(d => c.Value.EndsWith("@" + d, StringComparison.OrdinalIgnoreCase) || c.Value.EndsWith("." + d, StringComparison.OrdinalIgnoreCase)))
            ? "email" : null;
    }

    /// <summary>
    /// Whether the answer shows that the sign-in took two steps: it says so itself (amr, RFC 8176), or it names a strength that for this provider means it.
    /// </summary>
    public static bool TweeStappen(Identiteitsprovider provider, IReadOnlyCollection<Claim> claims) =>
        provider.ToontTweeStappen
        && (claims.Any(c => c.Type == "amr" && Tweede.Contains(c.Value, StringComparer.Ordinal))
            // At Microsoft a strength is an authentication context, and stands in acrs.
            || claims.Any(c => (c.Type == "acr" || (c.Type == "acrs" && provider.Profiel == Providerprofiel.Entra)) && provider.AcrTweeStappen.Contains(c.Value, StringComparer.Ordinal)));

    /// <summary>Whether this is the BRIN of a school that signs in here. One without a location stands for all its locations.</summary>
    public static bool IsSchool(Identiteitsprovider provider, string? brin) =>
        brin is not null && provider.Brins.Any(b => string.Equals(b, brin, StringComparison.OrdinalIgnoreCase) || (b.Length == 4 && brin.Length == 6 && brin.StartsWith(b, StringComparison.OrdinalIgnoreCase)));

    // Two of a claim that is one is none.
    private static string? Een(IEnumerable<Claim> claims, string soort) => claims.Where(c => c.Type == soort).Select(c => c.Value).Take(2).ToArray() is [var enige] ? enige : null;
}
