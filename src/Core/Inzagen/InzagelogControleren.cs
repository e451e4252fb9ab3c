using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ambulant.Core.Opslag;
using Dapper;

namespace Ambulant.Core.Inzagen;

/// <summary>Where a row of links stood at a moment. Kept outside the database it shows later that nothing before it was changed or cut off.</summary>
public sealed record Zegel(string Regio, int Strook, long Nr, string Hash)
{
    private const string Woord = "zegel";

    public string AlsRegel() => string.Create(CultureInfo.InvariantCulture, $"{Woord} {Regio} {Strook} {Nr} {Hash}");

    /// <summary>The seals among the lines of an earlier report.</summary>
    public static IReadOnlyList<Zegel> Lees(IEnumerable<string> regels) =>
    [
        .. regels.Select(r => r.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Where(d => d is [Woord, ..]).Select(d =>
            d.Length == 5 && int.TryParse(d[2], CultureInfo.InvariantCulture, out var strook) && long.TryParse(d[3], CultureInfo.InvariantCulture, out var nr)
                ? new Zegel(d[1], strook, nr, d[4])
                : throw new InvalidOperationException($"Deze regel is geen zegel: {string.Join(' ', d)}")),
    ];
}

/// <param name="Regels">Lines in the log.</param>
/// <param name="Gewist">Lines that went with their dossier.</param>
/// <param name="Breuken">What is wrong, in Dutch; empty when nothing is.</param>
public sealed record Ketenverslag(string Regio, long Regels, long Schakels, long Gewist, IReadOnlyList<string> Breuken, IReadOnlyList<Zegel> Zegels);

/// <summary>
/// Checks the chain of the inzagelog: each link follows the one before, each line has its link and each link its line, unless that was
/// erased with its dossier. The sums are made here anew, not by the function of the database that made them first.
/// </summary>
public sealed class InzagelogControleren(Database database) : IUseCase
{
    private const int Meeste = 50;

    /// <param name="eerder">Seals of an earlier check.</param>
    public async Task<IReadOnlyList<Ketenverslag>> LeesAsync(IReadOnlyCollection<Zegel> eerder, CancellationToken ct)
    {
        await using var verbinding = await database.OpenAsync(ct);
        var regios = (await verbinding.QueryAsync<string>(new CommandDefinition("select sleutel::text from regio order by 1", cancellationToken: ct))).AsList();
        if (eerder.FirstOrDefault(z => !regios.Contains(z.Regio)) is { } vreemd)
        {
            throw new InvalidOperationException($"Het zegel noemt regio '{vreemd.Regio}'. Die staat niet in deze database.");
        }

        var uit = new List<Ketenverslag>();
        foreach (var regio in regios)
        {
            uit.Add(await LeesAsync(regio, [.. eerder.Where(z => z.Regio == regio)], ct));
        }

        return uit;
    }

    private async Task<Ketenverslag> LeesAsync(string regio, IReadOnlyCollection<Zegel> eerder, CancellationToken ct)
    {
        // Links and lines as they are at one moment: people go on looking meanwhile.
        await using var verbinding = await database.OpenAsync(ct);
        await using var transactie = await verbinding.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, ct);
        await verbinding.ExecuteAsync("select set_config('ambulant.regios', @regio, true)", new { regio });

        var breuken = new List<string>();
        var plek = new Dictionary<string, (int Strook, long Nr)>();
        var gewist = new Dictionary<string, (int Strook, long Nr)>();
        var zegels = new List<Zegel>();
        var schakels = 0L;
        const string Keten = """
            select strook::int, nr, som, (select string_agg(encode(g, 'hex'), ',' order by n) from unnest(gewist) with ordinality u (g, n)) as gewist, hash
            from inzage_schakel where regio_id = @regio order by strook, nr
            """;
        var vorige = new Schakel(-1, 0, [], null, []);
        await foreach (var s in verbinding.QueryUnbufferedAsync<Schakel>(Keten, new { regio }, transactie).WithCancellation(ct))
        {
            schakels++;
            if (s.Strook != vorige.Strook)
            {
                Zegel(vorige);
                vorige = new(s.Strook, 0, [], null, []);
            }

            if (s.Nr != vorige.Nr + 1)
            {
                breuken.Add($"Strook {s.Strook}: na schakel {vorige.Nr} komt schakel {s.Nr}. Wat daartussen stond is weg.");
            }

            var som = s.Gewist is { } weg ? SHA256.HashData(Convert.FromHexString(weg.Replace(",", "", StringComparison.Ordinal))) : s.Som;
            if (!Hash(vorige.Hash, regio, s.Strook, s.Nr, som).AsSpan().SequenceEqual(s.Hash))
            {
                breuken.Add($"Strook {s.Strook}, schakel {s.Nr}: sluit niet aan op de schakel ervoor. Hier of ervoor is iets gewijzigd of weggehaald.");
            }

            if (eerder.FirstOrDefault(z => z.Strook == s.Strook && z.Nr == s.Nr) is { } zegel && zegel.Hash != Convert.ToHexStringLower(s.Hash))
            {
                breuken.Add($"Strook {s.Strook}, schakel {s.Nr}: is anders dan in het eerdere zegel. De keten is na dat zegel opnieuw gemaakt.");
            }

            if (s.Gewist is null)
            {
                if (!plek.TryAdd(Convert.ToHexStringLower(s.Som), (s.Strook, s.Nr)))
                {
                    breuken.Add($"Strook {s.Strook}, schakel {s.Nr}: dezelfde regel staat twee keer in de keten.");
                }
            }
            else
            {
                foreach (var w in s.Gewist.Split(','))
                {
                    gewist.TryAdd(w, (s.Strook, s.Nr));
                }
            }

            vorige = s;
        }

        Zegel(vorige);
        foreach (var z in eerder.Where(z => zegels.All(nu => nu.Strook != z.Strook || nu.Nr < z.Nr)))
        {
            breuken.Add($"Strook {z.Strook}: was bij het eerdere zegel {z.Nr} schakels lang en is nu korter. Het einde is weggehaald.");
        }

        foreach (var (som, waar) in gewist.Where(g => !plek.ContainsKey(g.Key)))
        {
            breuken.Add($"Strook {waar.Strook}, schakel {waar.Nr}: noemt een gewiste regel die nooit in de keten stond.");
        }

        var regels = 0L;
        const string Log = """
            select id, dossier_id, object_id, persoon_id, ouder_id, rol, actie, wat, resultaat, grond, herkomst, aantal, volledig, op
            from inzage where regio_id = @regio order by op, id
            """;
        await foreach (var i in verbinding.QueryUnbufferedAsync<Logregel>(Log, new { regio }, transactie).WithCancellation(ct))
        {
            regels++;
            var som = Convert.ToHexStringLower(Som(regio, i));
            if (gewist.ContainsKey(som))
            {
                breuken.Add($"De regel van {Dag.Moment(i.Op)} ({i.Id}) is volgens de keten gewist, maar staat er nog of weer.");
            }
            else if (!plek.Remove(som))
            {
                breuken.Add($"De regel van {Dag.Moment(i.Op)} ({i.Id}) staat niet zo in de keten. Hij is gewijzigd, of buiten Ambulant om toegevoegd.");
            }
        }

        foreach (var (_, waar) in plek.Where(p => !gewist.ContainsKey(p.Key)).OrderBy(p => p.Value))
        {
            breuken.Add($"Strook {waar.Strook}, schakel {waar.Nr}: de regel die hierbij hoort, is gewijzigd of weggehaald zonder dat zijn dossier gewist is.");
        }

        var eerste = breuken.Count <= Meeste ? breuken : [.. breuken.Take(Meeste), string.Create(CultureInfo.InvariantCulture, $"En nog {breuken.Count - Meeste} keer zoiets.")];
        return new(regio, regels, schakels, gewist.Count, eerste, zegels);

        void Zegel(Schakel s)
        {
            if (s.Strook >= 0)
            {
                zegels.Add(new(regio, s.Strook, s.Nr, Convert.ToHexStringLower(s.Hash)));
            }
        }
    }

    private static byte[] Hash(byte[] vorige, string regio, int strook, long nr, byte[] som) =>
        SHA256.HashData([.. vorige, .. Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{regio}\n{strook}\n{nr}\n")), .. som]);

    // The same parts in the same order as inzage_som.
    private static byte[] Som(string regio, Logregel i) => SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n',
        i.Id, regio, i.DossierId, i.ObjectId, i.PersoonId, i.OuderId, i.Rol, i.Actie, i.Wat, i.Resultaat, i.Grond, i.Herkomst, i.Aantal?.ToString(CultureInfo.InvariantCulture),
        i.Volledig ? "1" : "0", ((i.Op - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond).ToString(CultureInfo.InvariantCulture))));

    private sealed record Schakel(int Strook, long Nr, byte[] Som, string? Gewist, byte[] Hash);

    private sealed record Logregel(
        Guid Id, Guid? DossierId, Guid? ObjectId, Guid? PersoonId, Guid? OuderId, string Rol, string Actie, string Wat, string Resultaat, string? Grond, string? Herkomst,
        int? Aantal, bool Volledig, DateTimeOffset Op);
}
