using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Ambulant.Core.Opslag;

namespace Ambulant.Core.Toegang;

/// <summary>What a beheerder typed of a provider. Lists are separated by spaces, commas or lines.</summary>
public sealed record Getypteprovider(
    string? Naam, string? Adres, string? ClientId, string? Domeinen, string? Brins, string? Acr, string? Amr, string? Antwoordwijze, string? Par, string? AcrTweeStappen = null);

/// <summary>Reads and judges what was typed, with the rules of the profile.</summary>
internal static partial class Providerinvoer
{
    public const string GoogleAdres = "https://accounts.google.com";
    public const string EntreeAdres = "https://oidcng.entree.kennisnet.nl";

    /// <summary>At Microsoft these take everyone of every organisation.</summary>
    private static readonly string[] Iedereen = ["common", "organizations", "consumers"];

    public static Identiteitsprovider Lees(Invoer invoer, string id, string profiel, Getypteprovider getypt)
    {
        var naam = invoer.Tekst("Naam", getypt.Naam, "de naam van de organisatie", 200);
        var adres = Adres(invoer, profiel, getypt.Adres);
        var domeinen = Lijst(getypt.Domeinen).Select(d => d.TrimStart('@').ToLowerInvariant()).Distinct().ToArray();
        var brins = Lijst(getypt.Brins).Select(b => b.ToUpperInvariant()).Distinct().ToArray();
        var (acr, amr) = (Lijst(getypt.Acr), Lijst(getypt.Amr));
        if (domeinen.FirstOrDefault(d => !Domein().IsMatch(d)) is { } fout)
        {
            invoer.Fout("Domeinen", $"'{Kort(fout)}' is geen domein. Schrijf het zo: voorbeeldschool.nl.");
        }
        else if (domeinen.Length > 50)
        {
            invoer.Fout("Domeinen", "Vul hooguit 50 domeinen in.");
        }
        else if (domeinen.Length == 0 && profiel == Providerprofiel.Google)
        {
            invoer.Fout("Domeinen", "Vul het domein van uw organisatie bij Google in. Zonder domein zou elk Google-account passen.");
        }

        if (brins.FirstOrDefault(b => !Brin().IsMatch(b)) is { } geen)
        {
            invoer.Fout("Brins", $"'{Kort(geen)}' is geen BRIN. Een BRIN heeft 2 cijfers en 2 letters, soms met 2 cijfers erachter. Bijvoorbeeld 99XX of 99XX01.");
        }
        else if (brins.Length > 500)
        {
            invoer.Fout("Brins", "Vul hooguit 500 scholen in.");
        }
        else if (brins.Length == 0 && profiel == Providerprofiel.Entree)
        {
            invoer.Fout("Brins", "Vul de BRIN van elke school in. Zonder BRIN zou elke school van Nederland passen.");
        }

        foreach (var (veld, waarden) in new[] { ("Acr", acr), ("Amr", amr), ("AcrTweeStappen", Lijst(getypt.AcrTweeStappen)) })
        {
            if (waarden.Length > 10 || waarden.Any(w => w.Length > 200 || w.Any(char.IsControl)))
            {
                invoer.Fout(veld, "Vul hooguit 10 waarden in, elk van hooguit 200 tekens.");
            }
        }

        var clientId = getypt.ClientId?.Trim() ?? "";
        if (clientId.Length > 200 || clientId.Any(char.IsControl))
        {
            invoer.Fout("ClientId", "Neem de client-id over zoals u die kreeg. Hij heeft hooguit 200 tekens.");
        }

        return new(id, naam, adres, clientId, null, domeinen, false)
        {
            Profiel = profiel,
            Brins = brins,
            Acr = acr,
            Amr = amr,
            AcrTweeStappen = Lijst(getypt.AcrTweeStappen),
            Antwoordwijze = invoer.Keuze("Antwoordwijze", getypt.Antwoordwijze ?? "query", "hoe het antwoord komt", ["query", "form_post"]),
            Par = invoer.Keuze("Par", getypt.Par ?? "aangeboden", "of de vraag vooraf gaat", ["nooit", "aangeboden", "verplicht"]),
        };
    }

    /// <summary>
    /// What one region asks of a provider (strength, domains, schools) must not be passed by through a second row that asks less. So an
    /// issuer is managed in one place; where many share an issuer, a domain or school is.
    /// </summary>
    public static async Task ControleerAnderenAsync(Invoer invoer, DbSessie sessie, Identiteitsprovider provider, string? regio)
    {
        const string Ander = """
            select naam from identiteitsprovider
            where id <> @Id and beheerd_door::text is distinct from @regio::text and rtrim(authority, '/') = rtrim(@Authority, '/')
              and case when @Profiel = 'google' then profiel <> 'google' or domeinen && @Domeinen when @Profiel = 'entree' then profiel <> 'entree' or brins && @Brins else true end
            order by naam limit 1
            """;
        if (invoer.Goed && await sessie.EenAsync<string>(Ander, new { provider.Id, regio, provider.Authority, provider.Profiel, provider.Domeinen, provider.Brins }) is not null)
        {
            invoer.Fout(
                provider.Profiel switch { Providerprofiel.Google => "Domeinen", Providerprofiel.Entree => "Brins", _ => "Adres" },
                "Dit staat al bij een andere regio of bij het platform. Een organisatie wordt op één plek beheerd. Vraag het daar aan.");
        }
    }

    /// <summary>A short name for addresses, out of the name.</summary>
    public static string Kenmerk(string naam)
    {
        var kaal = naam.Normalize(NormalizationForm.FormD).Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark);
        var tekst = Streepjes().Replace(string.Concat(kaal).ToLowerInvariant(), "-").Trim('-');
        tekst = tekst.Length > 30 ? tekst[..30].TrimEnd('-') : tekst;
        return tekst.Length < 2 ? "organisatie" : tekst;
    }

    private static string Adres(Invoer invoer, string profiel, string? getypt)
    {
        var tekst = getypt?.Trim() ?? "";
        switch (profiel)
        {
            case Providerprofiel.Google:
                return GoogleAdres;
            case Providerprofiel.Entree when tekst.Length == 0:
                return EntreeAdres;
            case Providerprofiel.Entra when Guid.TryParse(tekst, out var tenant):
                return $"https://login.microsoftonline.com/{tenant}/v2.0";
        }

        if (tekst.EndsWith("/.well-known/openid-configuration", StringComparison.Ordinal))
        {
            tekst = tekst[..^"/.well-known/openid-configuration".Length];
        }

        // Plain http only where nobody can listen in: a demo on this machine.
        if (tekst.Length > 500 || !Uri.TryCreate(tekst, UriKind.Absolute, out var adres)
            || !(adres.Scheme == Uri.UriSchemeHttps || (adres.Scheme == Uri.UriSchemeHttp && adres.IsLoopback))
            || adres.Query.Length > 0 || adres.Fragment.Length > 0 || adres.UserInfo.Length > 0)
        {
            invoer.Fout("Adres", profiel == Providerprofiel.Entra
                ? "Vul de tenant-id in. Die staat bij Microsoft Entra op de pagina Overzicht, en lijkt op 1b2c3d4e-0000-0000-0000-000000000000."
                : "Vul het adres van de inlogserver in. Het begint met https://.");
            return tekst;
        }

        if (profiel == Providerprofiel.Entra && Iedereen.Any(i => adres.AbsolutePath.StartsWith($"/{i}", StringComparison.OrdinalIgnoreCase)))
        {
            invoer.Fout("Adres", "Dit adres is van alle organisaties bij Microsoft samen. Vul de tenant-id van uw eigen organisatie in.");
        }

        return tekst;
    }

    private static string[] Lijst(string? tekst) => (tekst ?? "").Split([' ', ',', ';', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).ToArray();

    private static string Kort(string tekst) => tekst.Length > 60 ? tekst[..60] + "…" : tekst;

    [GeneratedRegex(@"^(?=.{3,200}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$")]
    private static partial Regex Domein();

    [GeneratedRegex("^[0-9]{2}[A-Z]{2}([0-9]{2})?$")]
    private static partial Regex Brin();

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex Streepjes();
}
