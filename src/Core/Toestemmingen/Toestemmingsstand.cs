using Ambulant.Core.Opslag;
using static Dapper.SqlMapper;

namespace Ambulant.Core.Toestemmingen;

/// <summary>An act of consent, as it stands in the table <c>toestemming</c>.</summary>
public enum Daadsoort
{
    Gevraagd,
    Gegeven,
    Geweigerd,
    Ingetrokken,
}

/// <summary>One act of one parent, in the order in which they were written.</summary>
public sealed record Daad(Guid OuderId, Daadsoort Soort, string Doel, string Tekstversie);

/// <summary>Where one parent stands.</summary>
public enum Ouderstand
{
    NietGevraagd,
    Gevraagd,
    Gegeven,
    Geweigerd,
    Ingetrokken,
}

/// <param name="Tekstversie">Version of the letter the last act is about; null when there is none.</param>
public sealed record Standvanouder(Guid OuderId, Ouderstand Stand, string? Tekstversie);

/// <summary>
/// Whether there is toestemming, from the acts. Pure: the same acts always give the same answer. Valid when there is a parent with
/// gezag and each of them has given it for the purpose last asked about. A newer text of the letter undoes nothing.
/// </summary>
/// <param name="Doel">The purpose last asked about; null when nothing was ever asked.</param>
public sealed record Toestemmingsstand(bool Geldig, string? Doel, IReadOnlyList<Standvanouder> Ouders)
{
    public Standvanouder? Van(Guid ouder) => Ouders.FirstOrDefault(o => o.OuderId == ouder);

    /// <summary>Three results, for <see cref="LeesAsync(GridReader)"/>; expects @Regio and @dossier.</summary>
    internal const string Sql = """
        select o.id from ouder o join dossier d on d.regio_id = o.regio_id and d.leerling_id = o.leerling_id
        where d.regio_id = @Regio and d.id = @dossier and o.gezag order by o.naam, o.id;
        select doel from dossier where regio_id = @Regio and id = @dossier;
        select ouder_id, soort, doel, tekstversie from toestemming where regio_id = @Regio and dossier_id = @dossier order by volgnummer;
        """;

    /// <param name="oudersMetGezag">Only their acts count.</param>
    /// <param name="daden">Oldest first.</param>
    /// <param name="nu">The purpose that counts now; null: the one last asked about.</param>
    public static Toestemmingsstand Bepaal(IReadOnlyCollection<Guid> oudersMetGezag, IReadOnlyList<Daad> daden, string? nu = null)
    {
        // Another purpose is another question: what was given for the earlier one does not answer it.
        var doel = nu ?? (daden.Count > 0 ? daden[^1].Doel : null);
        var ouders = oudersMetGezag.Select(ouder => Lees(ouder, daden.Where(d => d.OuderId == ouder && d.Doel == doel))).ToList();
        return new(ouders.Count > 0 && ouders.All(o => o.Stand is Ouderstand.Gegeven), doel, ouders);
    }

    /// <summary>Sets <c>dossier.toestemming_geldig</c> from the acts and the parents with gezag. Call it after changing either, with the dossier's row locked.</summary>
    /// <returns>Whether there is toestemming now.</returns>
    internal static async Task<bool> HerrekenAsync(DbSessie sessie, Guid dossier)
    {
        var stand = await LeesAsync(sessie, dossier);
        const string Zet = "update dossier set toestemming_geldig = @Geldig where regio_id = @Regio and id = @dossier and toestemming_geldig <> @Geldig";
        await sessie.VoerUitAsync(Zet, new { sessie.Regio, dossier, stand.Geldig });
        return stand.Geldig;
    }

    internal static async Task<Toestemmingsstand> LeesAsync(GridReader antwoord)
    {
        var ouders = (await antwoord.ReadAsync<Guid>()).ToList();
        var doel = await antwoord.ReadSingleOrDefaultAsync<string?>();
        return Bepaal(ouders, [.. (await antwoord.ReadAsync<Daadrij>()).Select(d => d.AlsDaad())], doel);
    }

    internal static async Task<Toestemmingsstand> LeesAsync(DbSessie sessie, Guid dossier)
    {
        await using var antwoord = await sessie.MeerdereAsync(Sql, new { sessie.Regio, dossier });
        return await LeesAsync(antwoord);
    }

    private static Standvanouder Lees(Guid ouder, IEnumerable<Daad> daden)
    {
        var stand = new Standvanouder(ouder, Ouderstand.NietGevraagd, null);
        foreach (var daad in daden)
        {
            stand = daad.Soort switch
            {
                // Sending the link once more takes back nothing.
                Daadsoort.Gevraagd when stand.Stand is Ouderstand.Gegeven => stand,
                Daadsoort.Gevraagd => stand with { Stand = Ouderstand.Gevraagd, Tekstversie = daad.Tekstversie },
                Daadsoort.Gegeven => stand with { Stand = Ouderstand.Gegeven, Tekstversie = daad.Tekstversie },
                Daadsoort.Geweigerd => stand with { Stand = Ouderstand.Geweigerd, Tekstversie = daad.Tekstversie },
                Daadsoort.Ingetrokken => stand with { Stand = Ouderstand.Ingetrokken, Tekstversie = daad.Tekstversie },
                _ => throw new ArgumentOutOfRangeException(nameof(daden), daad.Soort, null),
            };
        }

        return stand;
    }

    private sealed record Daadrij(Guid OuderId, string Soort, string Doel, string Tekstversie)
    {
        public Daad AlsDaad() => new(OuderId, Enum.Parse<Daadsoort>(Soort, ignoreCase: true), Doel, Tekstversie);
    }
}
