using Ambulant.Core.Opslag;
using Dapper;

namespace Ambulant.Core.Toegang;

/// <summary>Adds a provider or changes it. Every copy of the portal uses the new data at its next sign-in.</summary>
public sealed class IdentiteitsproviderVastleggen(Database database) : IUseCase
{
    public async Task<Resultaat<string>> VoerUitAsync(Identiteitsprovider provider, CancellationToken ct)
    {
        const string Sql = """
            insert into identiteitsprovider (id, naam, authority, client_id, client_secret, domeinen, actief)
            values (@Id, @Naam, @Authority, @ClientId, @ClientSecret, @domeinen, @Actief)
            on conflict (id) do update set naam = excluded.naam, authority = excluded.authority, client_id = excluded.client_id,
              client_secret = excluded.client_secret, domeinen = excluded.domeinen, actief = excluded.actief
            """;
        var fouten = Controleer(provider).ToList();
        if (fouten.Count > 0)
        {
            return Resultaat.Geweigerd(fouten);
        }

        var domeinen = provider.Domeinen.Select(d => d.Trim().TrimStart('@').ToLowerInvariant()).Where(d => d.Length > 0).Distinct().ToArray();
        await using var verbinding = await database.OpenAsync(ct);
        await verbinding.ExecuteAsync(new CommandDefinition(Sql, new
        {
            provider.Id,
            provider.Naam,
            provider.Authority,
            provider.ClientId,
            provider.ClientSecret,
            domeinen,
            provider.Actief,
        }, cancellationToken: ct));
        return Resultaat.Gelukt(provider.Id);
    }

    private static IEnumerable<Weigering> Controleer(Identiteitsprovider provider)
    {
        if (!Identiteitsproviders.Idvorm.IsMatch(provider.Id))
        {
            yield return new("Id", "Gebruik 2 tot 40 kleine letters, cijfers en streepjes.");
        }

        if (provider.Naam.Trim().Length is 0 or > 200)
        {
            yield return new("Naam", "Vul de naam van de organisatie in, hoogstens 200 tekens.");
        }

        // Plain http only where nobody can listen in: the demo and tests on this machine.
        if (!Uri.TryCreate(provider.Authority, UriKind.Absolute, out var adres)
            || !(adres.Scheme == Uri.UriSchemeHttps || (adres.Scheme == Uri.UriSchemeHttp && adres.IsLoopback))
            || adres.Query.Length > 0 || adres.Fragment.Length > 0 || adres.UserInfo.Length > 0)
        {
            yield return new("Authority", "Vul het adres van de inlogserver in. Het begint met https://.");
        }

        if (provider.ClientId.Length is 0 or > 200)
        {
            yield return new("ClientId", "Vul de client-id in die u van de inlogserver kreeg.");
        }
    }
}
