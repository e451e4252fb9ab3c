using System.Text.Json;
using Ambulant.Core.Toegang;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Ambulant.Portal.Opstart.Aanmelden;

public enum Proefuitslag
{
    Goed,
    LetOp,
    Fout,
}

/// <summary>One thing that was looked at, and what was seen, in words.</summary>
public sealed record Proefregel(string Wat, Proefuitslag Uitslag, string Uitleg);

/// <summary>
/// Tries a provider from here, over the same way out as a sign-in, so also what may not be reached there is not reached here. Nobody signs
/// in: whether the client id and the secret are right shows at the first real sign-in.
/// </summary>
public sealed class Providerproef(IHttpClientFactory http, Providergeheimen geheimen, IHostEnvironment omgeving, ILogger<Providerproef> log)
{
    public static bool IsGoed(IReadOnlyCollection<Proefregel> regels) => regels.All(r => r.Uitslag != Proefuitslag.Fout);

    public async Task<IReadOnlyList<Proefregel>> DoeAsync(Identiteitsprovider provider, CancellationToken ct)
    {
        var uit = new List<Proefregel>();
        void Zet(string wat, Proefuitslag uitslag, string uitleg) => uit.Add(new(wat, uitslag, uitleg));
        void Eis(string wat, bool goed, string ja, string nee) => Zet(wat, goed ? Proefuitslag.Goed : Proefuitslag.Fout, goed ? ja : nee);

        using var client = http.CreateClient(Providerinstellingen.Httpclient);
        var adres = provider.Authority.TrimEnd('/') + "/.well-known/openid-configuration";
        if (await HaalAsync(client, adres, "Adres", Zet, ct) is not { } tekst)
        {
            return uit;
        }

        OpenIdConnectConfiguration metadata;
        JsonElement document;
        try
        {
            metadata = OpenIdConnectConfiguration.Create(tekst);
            document = JsonDocument.Parse(tekst).RootElement;
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException)
        {
            Zet("Beschrijving", Proefuitslag.Fout, "Op het adres staat iets anders dan de beschrijving van een inlogserver. Controleer het adres.");
            return uit;
        }

        Zet("Beschrijving", Proefuitslag.Goed, "De beschrijving van de inlogserver is gevonden en te lezen.");
        var zelfde = string.Equals(metadata.Issuer?.TrimEnd('/'), provider.Authority.TrimEnd('/'), StringComparison.Ordinal);
        Eis("Naam van de inlogserver", zelfde, "De inlogserver noemt zichzelf zoals het adres dat u invulde.",
            $"De inlogserver noemt zich '{Kort(metadata.Issuer)}'. Dat is een andere dan het adres dat u invulde. Vul precies die naam in als u zeker weet dat het de goede is.");

        var adressen = new[] { metadata.AuthorizationEndpoint, metadata.TokenEndpoint, metadata.JwksUri };
        Eis("Adressen", adressen.All(a => !string.IsNullOrEmpty(a)), "De adressen voor inloggen, bewijs en sleutels staan erin.", "Er ontbreekt een adres voor inloggen, bewijs of sleutels.");
        var alle = adressen.Concat([metadata.EndSessionEndpoint, metadata.UserInfoEndpoint, metadata.PushedAuthorizationRequestEndpoint]).Where(a => !string.IsNullOrEmpty(a)).Select(a => a!).ToList();
        Eis("Versleutelde verbinding", alle.All(Veilig), "Alle adressen beginnen met https.", "Een van de adressen begint niet met https. Dan kan iemand meelezen.");

        await SleutelsAsync(client, metadata, Zet, Eis, ct);

        var soorten = Lijst(document, "response_types_supported");
        Eis("Inloggen met een code", soorten is null || soorten.Contains("code"), "De inlogserver kan inloggen met een code. Dat is de veilige manier.", "De inlogserver kan niet inloggen met een code. Vraag de beheerder om dat aan te zetten.");
        if (Lijst(document, "code_challenge_methods_supported") is { } pkce)
        {
            Eis("Beveiliging van de code (PKCE)", pkce.Contains("S256"), "De inlogserver gebruikt PKCE met S256.", "De inlogserver biedt PKCE met S256 niet aan. Vraag de beheerder om dat aan te zetten.");
        }
        else
        {
            Zet("Beveiliging van de code (PKCE)", Proefuitslag.LetOp, "De inlogserver zegt niet of hij PKCE gebruikt. Ambulant stuurt het altijd mee.");
        }

        var algoritmes = Lijst(document, "id_token_signing_alg_values_supported");
        Eis("Handtekening", algoritmes is null || algoritmes.Intersect(Providerinstellingen.Algoritmes).Any(), "De inlogserver ondertekent op een manier die Ambulant vertrouwt.", "De inlogserver ondertekent op een manier die Ambulant niet vertrouwt. Kies RS256 of ES256.");
        var manieren = Lijst(document, "token_endpoint_auth_methods_supported");
        Eis("Geheim", manieren is null || manieren.Contains("client_secret_post") || manieren.Contains("client_secret_basic"), "Ambulant kan het geheim meesturen op een manier die de inlogserver kent.", "De inlogserver neemt geen geheim aan op een manier die Ambulant kent (client_secret_post of client_secret_basic).");
        Zet("Naam in het antwoord", metadata.AuthorizationResponseIssParameterSupported ? Proefuitslag.Goed : Proefuitslag.LetOp, metadata.AuthorizationResponseIssParameterSupported
            ? "De inlogserver zet zijn naam in elk antwoord. Ambulant controleert dat."
            : "De inlogserver belooft niet dat zijn naam in elk antwoord staat. Ambulant gebruikt daarom voor elke inlogserver een eigen adres.");

        if (provider.Antwoordwijze == Postantwoord.Wijze)
        {
            Eis("Antwoord als formulier", Lijst(document, "response_modes_supported")?.Contains(Postantwoord.Wijze) == true, "De inlogserver kan het antwoord als formulier sturen.", "De inlogserver kan het antwoord niet als formulier sturen. Kies 'in het adres'.");
        }

        var par = !string.IsNullOrEmpty(metadata.PushedAuthorizationRequestEndpoint);
        Zet("Vraag vooraf sturen (PAR)", par || provider.Par == "nooit" ? Proefuitslag.Goed : provider.Par == "verplicht" ? Proefuitslag.Fout : Proefuitslag.LetOp, (par, provider.Par) switch
        {
            (true, "nooit") => "De inlogserver kan dit, maar u koos om het niet te gebruiken.",
            (true, _) => "De inlogserver kan dit en Ambulant gebruikt het.",
            (false, "verplicht") => "De inlogserver kan dit niet, maar u koos dat het moet.",
            (false, _) => "De inlogserver kan dit niet. De vraag gaat dan via de browser.",
        });

        if (provider.Acr.Length > 0)
        {
            var acr = Lijst(document, "acr_values_supported");
            Zet("Sterkte van het inloggen", acr is null ? Proefuitslag.LetOp : acr.Intersect(provider.Acr).Any() ? Proefuitslag.Goed : Proefuitslag.Fout, acr is null
                ? "De inlogserver zegt niet welke sterktes hij kent. Staat de gevraagde sterkte niet in het antwoord, dan komt niemand binnen. Probeer het uit."
                : acr.Intersect(provider.Acr).Any() ? "De inlogserver kent de sterkte die u vraagt." : "De inlogserver kent geen van de sterktes die u vraagt. Dan komt niemand binnen.");
        }

        if (Profielcontrole.VraagtGegevens(provider))
        {
            Eis("Gegevens van de school", !string.IsNullOrEmpty(metadata.UserInfoEndpoint), "De inlogserver kan zeggen van welke school iemand is.", "De inlogserver heeft geen adres waar Ambulant kan vragen van welke school iemand is.");
        }

        var afmelden = document.TryGetProperty("backchannel_logout_supported", out var b) && b.ValueKind == JsonValueKind.True;
        Zet("Bericht bij uitloggen", afmelden ? Proefuitslag.Goed : Proefuitslag.LetOp, afmelden
            ? "De inlogserver kan melden dat iemand daar uitlogt. Vul daar het adres hieronder in."
            : "De inlogserver meldt niet dat iemand daar uitlogt. In Ambulant blijft die persoon dan ingelogd tot de sessie verloopt.");
        var einde = !string.IsNullOrEmpty(metadata.EndSessionEndpoint);
        Zet("Ook daar uitloggen", einde ? Proefuitslag.Goed : Proefuitslag.LetOp, einde
            ? "Wie bij Ambulant uitlogt, kan ook bij de inlogserver uitloggen."
            : "Wie bij Ambulant uitlogt, blijft bij de inlogserver ingelogd. Ambulant waarschuwt daarvoor.");

        if (provider.ClientId.Length == 0 || !provider.HeeftGeheim)
        {
            Zet("Client-id en geheim", Proefuitslag.LetOp, "De client-id of het geheim is nog niet ingevuld.");
        }
        else if (geheimen.Lees(provider) is null)
        {
            Zet("Client-id en geheim", Proefuitslag.Fout, "Het geheim is niet meer te lezen, omdat de sleutels van het portaal zijn vervangen. Vul het opnieuw in.");
        }
        else
        {
            Zet("Client-id en geheim", Proefuitslag.Goed, "Ze zijn ingevuld. Of ze kloppen, ziet u als iemand inlogt.");
        }

        return uit;
    }

    private bool Veilig(string adres) => Uri.TryCreate(adres, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || (omgeving.IsDevelopment() && uri.IsLoopback));

    private async Task SleutelsAsync(HttpClient client, OpenIdConnectConfiguration metadata, Action<string, Proefuitslag, string> zet, Action<string, bool, string, string> eis, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(metadata.JwksUri) || !Veilig(metadata.JwksUri) || await HaalAsync(client, metadata.JwksUri, "Sleutels", zet, ct) is not { } tekst)
        {
            return;
        }

        try
        {
            var sleutels = new JsonWebKeySet(tekst).GetSigningKeys();
            var sterk = sleutels.Count(Providerinstellingen.Sterk);
            eis("Sleutels", sterk > 0, sterk == 1 ? "Er is 1 sleutel, en die is sterk genoeg." : $"Er zijn {sterk} sleutels die sterk genoeg zijn.", "Er is geen sleutel die sterk genoeg is. Vraag om RSA van 2048 bits of meer, of een sleutel voor ES256.");
            if (sterk > 0 && sterk < sleutels.Count)
            {
                zet("Zwakke sleutels", Proefuitslag.LetOp, "Er staan ook sleutels bij die te zwak zijn. Ambulant gebruikt die niet.");
            }
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            zet("Sleutels", Proefuitslag.Fout, "De sleutels van de inlogserver zijn niet te lezen.");
        }
    }

    private async Task<string?> HaalAsync(HttpClient client, string adres, string wat, Action<string, Proefuitslag, string> zet, CancellationToken ct)
    {
        try
        {
            if (!Veilig(adres))
            {
                zet(wat, Proefuitslag.Fout, "Het adres begint niet met https.");
                return null;
            }

            using var antwoord = await client.GetAsync(new Uri(adres), ct);
            if (antwoord.IsSuccessStatusCode)
            {
                zet(wat, Proefuitslag.Goed, "De inlogserver is te bereiken.");
                return await antwoord.Content.ReadAsStringAsync(ct);
            }

            zet(wat, Proefuitslag.Fout, (int)antwoord.StatusCode is >= 300 and < 400
                ? "De inlogserver verwijst door naar een ander adres. Dat volgt Ambulant niet. Vul het adres zelf in."
                : $"De inlogserver antwoordt met foutcode {(int)antwoord.StatusCode}. Controleer het adres.");
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            log.LogInformation("Test of a provider: {Soort}", Providerantwoord.Soort(e));
            zet(wat, Proefuitslag.Fout, "De inlogserver is niet te bereiken, antwoordt te langzaam of stuurt te veel. Ook een adres binnen het netwerk van het portaal mag niet.");
        }

        return null;
    }

    private static List<string>? Lijst(JsonElement document, string naam) => document.TryGetProperty(naam, out var lijst) && lijst.ValueKind == JsonValueKind.Array
        ? [.. lijst.EnumerateArray().Where(w => w.ValueKind == JsonValueKind.String).Select(w => w.GetString()!)]
        : null;

    private static string Kort(string? tekst) => tekst is null ? "" : tekst.Length > 200 ? tekst[..200] + "…" : tekst;
}
