using System.Net;
using Ambulant.Testhulp;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Ambulant.Portal.Tests.Inloggen;

/// <summary>One portal, with a bendable provider of each profile and one that answers as a form.</summary>
public sealed class Dwarsproef(TestPostgres postgres) : IAsyncLifetime
{
    public static string[] Profielen { get; } = ["algemeen", "formulier", "entra", "google", "entree", "keycloak"];

    internal Inlogproef Proef { get; } = new(postgres);

    internal Dictionary<string, Dwarsprovider> Providers { get; } = [];

    internal Dwarsprovider this[string id] => Providers[id];

    public async ValueTask InitializeAsync()
    {
        await Proef.InitializeAsync();
        const string Tenant = "11111111-2222-4333-8444-555555555555";
        foreach (var id in Profielen)
        {
            var provider = Providers[id] = await Dwarsprovider.StartAsync(id switch { "entra" => $"/{Tenant}/v2.0", "keycloak" => "/realms/proef", _ => "" });
            provider.Profielclaims = id switch
            {
                // As the real ones send them, without being asked.
                "entra" => c => { c["tid"] = Tenant; c["oid"] = Guid.NewGuid(); c["ver"] = "2.0"; c["rh"] = "x"; c["iat"] = c["nbf"] = DateTimeOffset.UtcNow.AddMinutes(-5).ToUnixTimeSeconds(); }
                ,
                "google" => c => { c["hd"] = "google.voorbeeld"; c["azp"] = Dwarsprovider.ClientId; c["at_hash"] = Dwarsprovider.Kort(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(Dwarsprovider.Toegang((string)c["nonce"]!)))[..16]); c.Remove("sid"); }
                ,
                "keycloak" => c => { c["typ"] = "ID"; c["azp"] = Dwarsprovider.ClientId; c["acr"] = "sterk"; c["auth_time"] = DateTimeOffset.UtcNow.ToUnixTimeSeconds(); c["jti"] = Guid.NewGuid(); }
                ,
                _ => _ => { }
                ,
            };
            if (id == "entree")
            {
                provider.Profielgegevens = new() { ["uid"] = "verzonnen@99XX", ["nlEduPersonHomeOrganizationId"] = "99XX", ["eduPersonAffiliation"] = new[] { "employee" } };
            }

            await VoegToeAsync(id, provider.Issuer, id == "formulier" ? "algemeen" : id, id == "formulier" ? "form_post" : "query");
            var persoon = await Proef.NieuwPersoon();
            await Proef.Sql("insert into ambulant.persoon_identiteit (issuer, subject, persoon_id) values (@Issuer, 'mens', @persoon)", new { provider.Issuer, persoon });
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Proef.DisposeAsync();
        foreach (var provider in Providers.Values)
        {
            await provider.DisposeAsync();
        }
    }

    public Task VoegToeAsync(string id, string issuer, string profiel, string antwoordwijze = "query", string par = "aangeboden") => Proef.Sql("""
        insert into ambulant.identiteitsprovider (id, naam, authority, client_id, client_secret, profiel, antwoordwijze, par, domeinen, brins, acr)
        values (@id, 'zzz ' || @id, @issuer, 'ambulant', @Geheim, @profiel, @antwoordwijze, @par, case when @profiel = 'google' then '{google.voorbeeld}'::text[] else '{dwars.voorbeeld}' end,
          case when @profiel = 'entree' then '{99XX,98XX01}'::text[] else '{}' end, case when @profiel = 'keycloak' then '{sterk,sterker}'::text[] else '{}' end)
        """, new { id, issuer, profiel, antwoordwijze, par, Dwarsprovider.Geheim });

    /// <summary>As if the portal had just started: keys and metadata are asked for again.</summary>
    internal void Vergeet(string id) => Proef.Portaal.Services.GetRequiredService<IOptionsMonitorCache<OpenIdConnectOptions>>().TryRemove("oidc:" + id);

    /// <summary>Through the sign-in, as a browser would go, as far as the portal's judgement; or the page that says that it cannot begin.</summary>
    public static async Task<HttpResponseMessage> LogInAsync(Bezoeker bezoeker, string id)
    {
        var antwoord = await bezoeker.Stuur("/inloggen", ("organisatie", id), ("returnUrl", "/proefpagina"));
        if (Bezoeker.Verder(antwoord) is not { } naar)
        {
            return antwoord;
        }

        antwoord = await bezoeker.Haal(naar);
        if (antwoord.Content.Headers.ContentType?.MediaType == "text/formulier")
        {
            var delen = (await antwoord.Content.ReadAsStringAsync()).Split('\n');
            antwoord = await bezoeker.Stuur(delen[0], [.. QueryHelpers.ParseQuery(delen[1]).SelectMany(v => v.Value.Select(w => (v.Key, w!)))]);
            return antwoord.StatusCode == HttpStatusCode.SeeOther ? await bezoeker.Haal(antwoord.Headers.Location!.OriginalString) : antwoord;
        }

        for (var i = 0; i < 3 && Bezoeker.Verder(antwoord) is { } verder && !(antwoord.RequestMessage!.RequestUri!.AbsolutePath.EndsWith("/callback", StringComparison.Ordinal)); i++)
        {
            antwoord = await bezoeker.Haal(verder);
        }

        return antwoord;
    }
}
