using System.Globalization;
using System.Text.Json;
using Ambulant.Core.Opslag;
using Ambulant.Core.Routes;
using Ambulant.Core.Termijnen;
using Ambulant.Core.Toegang;
using Dapper;

namespace Ambulant.Core.Regios;

/// <summary>A region as its regiobeheerder has it: the module, with own words and holidays over it, and in the workbench its published routes.</summary>
internal sealed class IngesteldeRegio(IRegio module, Woorden woorden, IReadOnlyList<Vakantie> vakanties, IReadOnlyList<Route>? routes = null) : IRegio
{
    /// <summary>As the module brings it.</summary>
    public IRegio Module => module;

    public string Sleutel => module.Sleutel;

    public string Naam => module.Naam;

    public Woorden Woorden => woorden;

    public Thema Thema => module.Thema;

    public IReadOnlyList<Route> Routes => routes ?? module.Routes;

    public IReadOnlyList<string> Gebieden => module.Gebieden;

    public IReadOnlyList<Deskundigheid> Deskundigheden => module.Deskundigheden;

    public Toestemmingsbrief Brief => module.Brief;

    public IReadOnlyList<Toestemmingsbrief> Brieven => module.Brieven;

    public Bewaarregel Bewaren => module.Bewaren;

    public IReadOnlyList<Vakantie> Vakanties => vakanties;

    public IReadOnlyList<Blok> Blokken => module.Blokken;

    public IReadOnlyList<Regel> Regels => module.Regels;
}

/// <summary>
/// Keeps the words and holidays that regiobeheerders changed in the register of every copy of the portal: read at the start, and again as soon
/// as PostgreSQL says that a row changed.
/// </summary>
public sealed class Regioinstellingen(Database database, Regioregister regios)
{
    /// <summary>Listens for changes until stopped. Ends with an exception when the connection is lost: call again.</summary>
    public async Task LuisterAsync(CancellationToken ct)
    {
        await using var verbinding = await database.OpenAsync(ct);
        var gewijzigd = new HashSet<string>();
        verbinding.Notification += (_, bericht) => gewijzigd.Add(bericht.Payload);
        await verbinding.ExecuteAsync(new CommandDefinition("listen regio_instelling", cancellationToken: ct));

        // What changed while nobody listened is unknown.
        gewijzigd.UnionWith(regios.Alle.Select(r => r.Sleutel));
        while (true)
        {
            foreach (var regio in gewijzigd.ToList())
            {
                gewijzigd.Remove(regio);
                await LaadAsync(regio, ct);
            }

            await verbinding.WaitAsync(ct);
        }
    }

    /// <summary>Reads what is set for one region.</summary>
    public async Task LaadAsync(string regio, CancellationToken ct)
    {
        if (regios.Zoek(regio, out _))
        {
            regios.Stel(regio, await database.LeesAsync(regio, Instelling.Sql, new { regio }, Instelling.LeesAsync, ct));
        }
    }
}

/// <summary>What a region set itself; null parts are the module's.</summary>
internal sealed record Instelling(IReadOnlyDictionary<Rol, string> Rollen, IReadOnlyDictionary<string, string>? Voluit, IReadOnlyList<Vakantie>? Vakanties, int Versie)
{
    public const string Sql = "select rollen::text as rollen, voluit::text as voluit, vakanties::text as vakanties, versie from regio_instelling where regio_id = @regio";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() } };

    public static Instelling Leeg { get; } = new(new Dictionary<Rol, string>(), null, null, 0);

    public static async Task<Instelling> LeesAsync(SqlMapper.GridReader r) => (await r.ReadAsync<Rij>()).SingleOrDefault() is not { } rij ? Leeg : new(
        JsonSerializer.Deserialize<Dictionary<Rol, string>>(rij.Rollen, Json)!,
        rij.Voluit is null ? null : JsonSerializer.Deserialize<Dictionary<string, string>>(rij.Voluit, Json),
        rij.Vakanties is null ? null : JsonSerializer.Deserialize<List<Vakantie>>(rij.Vakanties, Json),
        rij.Versie);

    public Task<int> SchrijfAsync(DbSessie sessie, Guid persoon)
    {
        const string Zet = """
            insert into regio_instelling (regio_id, rollen, voluit, vakanties, versie, persoon_id, op)
            values (@Regio, @rollen::jsonb, @voluit::jsonb, @vakanties::jsonb, 1, @persoon, @Nu)
            on conflict (regio_id) do update set rollen = excluded.rollen, voluit = excluded.voluit, vakanties = excluded.vakanties,
              versie = regio_instelling.versie + 1, persoon_id = excluded.persoon_id, op = excluded.op
            where regio_instelling.versie = @Versie
            """;
        return sessie.VoerUitAsync(Zet, new
        {
            sessie.Regio,
            rollen = JsonSerializer.Serialize(Rollen, Json),
            voluit = Voluit is null ? null : JsonSerializer.Serialize(Voluit, Json),
            vakanties = Vakanties is null ? null : JsonSerializer.Serialize(Vakanties, Json),
            Versie,
            persoon,
            sessie.Nu,
        });
    }

    private sealed record Rij(string Rollen, string? Voluit, string? Vakanties, int Versie);
}

/// <summary>The words and holidays of a region as its regiobeheerder sees them.</summary>
/// <param name="Versie">0: nothing is set, everything is the module's.</param>
public sealed record Instellingblad(Woorden Woorden, Woorden VanModule, IReadOnlyList<Vakantie> Vakanties, int Versie);

/// <summary>A regiobeheerder changes the words and the holidays of the region.</summary>
public sealed class RegioInstellen(Database database, Regioregister regios, Regioinstellingen instellingen) : IUseCase
{
    private const int Meeste = 60;

    /// <summary>Roles that can be called otherwise.</summary>
    public static IReadOnlyList<Rol> Rollen { get; } = [.. Bewerken.Aanwezigen, Rol.Regiobeheerder];

    public async Task<Instellingblad> LeesAsync(string regio, CancellationToken ct)
    {
        await instellingen.LaadAsync(regio, ct);
        var stand = await database.LeesAsync(regio, Instelling.Sql, new { regio }, Instelling.LeesAsync, ct);
        return new(regios[regio].Woorden, regios.Module(regio).Woorden, regios[regio].Vakanties, stand.Versie);
    }

    /// <param name="rollen">The label of each role; empty: that of the module.</param>
    /// <param name="voluit">A line for each abbreviation, as "ib-er: intern begeleider".</param>
    public Task<Resultaat<int>> WoordenAsync(Gebruiker wie, string regio, int versie, IReadOnlyDictionary<string, string?> rollen, string? voluit, CancellationToken ct) =>
        ZetAsync(wie, regio, versie, (nu, invoer) =>
        {
            var labels = new Dictionary<Rol, string>();
            foreach (var rol in Rollen)
            {
                var veld = $"Rollen[{rol}]";
                if (invoer.Optioneel(veld, rollen.GetValueOrDefault(rol.ToString()), "het woord", 40) is { } label && label != regios.Module(regio).Woorden.Noem(rol))
                {
                    if (label.Contains('\n', StringComparison.Ordinal))
                    {
                        invoer.Fout(veld, "Schrijf het woord op één regel.");
                    }

                    labels[rol] = label;
                }
            }

            var alle = Rollen.GroupBy(r => labels.GetValueOrDefault(r) ?? regios.Module(regio).Woorden.Noem(r), StringComparer.OrdinalIgnoreCase);
            foreach (var dubbel in alle.Where(g => g.Count() > 1))
            {
                invoer.Fout($"Rollen[{dubbel.Last()}]", $"'{dubbel.Key}' is al het woord voor een andere rol. Kies een ander.");
            }

            var afkortingen = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var (regel, nummer) in Regels(voluit))
            {
                if (regel.Split(':', 2, StringSplitOptions.TrimEntries) is not [{ Length: > 0 and <= 20 } kort, { Length: > 0 and <= 120 } uit] || !afkortingen.TryAdd(kort, uit))
                {
                    invoer.Fout("Voluit", $"Regel {nummer} klopt niet. Schrijf elke afkorting één keer, zo: ib-er: intern begeleider");
                }
            }

            TeVeel(afkortingen.Count, "Voluit", invoer);
            return nu with { Rollen = labels, Voluit = afkortingen };
        }, ct);

    /// <param name="regels">A line for each holiday, as "Herfstvakantie: 17-10-2026 tot en met 25-10-2026".</param>
    public Task<Resultaat<int>> VakantiesAsync(Gebruiker wie, string regio, int versie, string? regels, CancellationToken ct) =>
        ZetAsync(wie, regio, versie, (nu, invoer) =>
        {
            var vakanties = new List<Vakantie>();
            foreach (var (regel, nummer) in Regels(regels))
            {
                if (regel.Split(':', 2, StringSplitOptions.TrimEntries) is not [{ Length: > 0 and <= 60 } naam, { } dagen]
                    || dagen.Split("tot en met", StringSplitOptions.TrimEntries) is not [var van, var tot] || !Dag.Lees(van, out var begin) || !Dag.Lees(tot, out var einde))
                {
                    invoer.Fout("Vakanties", $"Regel {nummer} klopt niet. Schrijf haar zo: Herfstvakantie: 17-10-2026 tot en met 25-10-2026");
                }
                else if (einde < begin || einde > begin.AddDays(70))
                {
                    invoer.Fout("Vakanties", $"Regel {nummer}: een vakantie eindigt na haar begin, en duurt hooguit 10 weken.");
                }
                else
                {
                    vakanties.Add(new(naam, begin, einde));
                }
            }

            TeVeel(vakanties.Count, "Vakanties", invoer);
            return nu with { Vakanties = [.. vakanties.OrderBy(v => v.Van)] };
        }, ct);

    private static IEnumerable<(string Regel, int Nummer)> Regels(string? tekst) =>
        (tekst ?? "").ReplaceLineEndings("\n").Split('\n').Select((r, i) => (r.Trim(), i + 1)).Where(r => r.Item1.Length > 0);

    private static void TeVeel(int aantal, string veld, Invoer invoer)
    {
        if (aantal > Meeste)
        {
            invoer.Fout(veld, string.Create(CultureInfo.InvariantCulture, $"Schrijf hooguit {Meeste} regels. Het zijn er nu {aantal}."));
        }
    }

    private async Task<Resultaat<int>> ZetAsync(Gebruiker wie, string regio, int versie, Func<Instelling, Invoer, Instelling> pas, CancellationToken ct)
    {
        if (!Rechten.Mag(Recht.RouteBeheren, wie, regio))
        {
            return Resultaat.Onvindbaar;
        }

        var invoer = new Invoer();
        await using (var sessie = await database.BeginAsync(regio, ct))
        {
            Instelling nu;
            await using (var r = await sessie.MeerdereAsync(Instelling.Sql, new { regio }))
            {
                nu = await Instelling.LeesAsync(r);
            }

            var straks = pas(nu, invoer) with { Versie = versie };
            if (!invoer.Goed)
            {
                return invoer.Weigering;
            }

            if (nu.Versie != versie || await straks.SchrijfAsync(sessie, wie.PersoonId) != 1)
            {
                return Resultaat.Geweigerd("", "Een ander veranderde dit intussen. Er is niets opgeslagen; wat u typte staat hieronder nog. Kies nog een keer voor bewaren als uw tekst moet gelden.");
            }

            await sessie.LegVastAsync("regio ingesteld", wie, Rol.Regiobeheerder, dossier: null);
            await sessie.VoltooiAsync();
        }

        // This copy shows it at once; the others hear it from PostgreSQL.
        await instellingen.LaadAsync(regio, ct);
        return Resultaat.Gelukt(versie + 1);
    }
}
