using Ambulant.Core.Mail;
using Ambulant.Core.Opslag;
using Ambulant.Core.Ouders;
using Ambulant.Core.Regios;
using Ambulant.Core.Toegang;
using Ambulant.Core.Toestemmingen;

namespace Ambulant.Core.Instemmingen;

/// <summary>Asks a parent whether the newest version of a block is right, by mail, with the personal link to the own page.</summary>
public sealed class InstemmingVragen(Database database, Regioregister regios, Instemmingsgevolg gevolg, Postbus postbus) : IUseCase
{
    /// <returns>Name of the parent.</returns>
    public async Task<Resultaat<string>> VoerUitAsync(Gebruiker wie, string regio, Guid verzoek, Guid dossierId, string blok, Guid ouder, CancellationToken ct)
    {
        await using var sessie = await database.BeginAsync(regio, ct);
        if (await sessie.NeemDossierAsync(wie, dossierId, Recht.ToestemmingVragen) is not { } dossier || regios[regio].Blokken.FirstOrDefault(b => b.Sleutel == blok) is not { } gevonden)
        {
            return Resultaat.Onvindbaar;
        }

        if (await Ouderlink.WieAsync(sessie, dossier, ouder) is not { } wieDan)
        {
            return Resultaat.Onvindbaar;
        }

        if (!wieDan.Gezag)
        {
            return Resultaat.Geweigerd("", $"{wieDan.Naam} heeft geen gezag. Instemming vraagt u alleen aan ouders met gezag.");
        }

        if (wieDan.Email is null)
        {
            return Resultaat.Geweigerd("", $"Van {wieDan.Naam} is geen e-mailadres bekend. Vul het in bij de ouders, of gebruik het papieren formulier.");
        }

        var nummer = await Instemming.NieuwsteAsync(sessie, dossier.Id, blok);
        if (nummer == 0)
        {
            return Resultaat.Geweigerd("", $"{gevonden.MetLidwoord.MetHoofdletter()} is nog leeg. Schrijf het eerst.");
        }

        if (!(await sessie.VerzoekAsync(verzoek, wie.PersoonId, dossier.Id)).EersteKeer)
        {
            return Resultaat.Gelukt(wieDan.Naam);
        }

        await gevolg.VerwerkAsync(sessie, dossier, new(ouder, blok, nummer, Daadsoort.Gevraagd), wie, dossier.AlsRol(Rol.InternBegeleider), ct);
        await Ouderlink.StuurAsync(sessie, postbus, dossier.Id, wieDan);
        await sessie.VoltooiAsync();
        return Resultaat.Gelukt(wieDan.Naam);
    }
}

internal static class Instemming
{
    /// <summary>Number of the newest version of a block; 0 when nothing was written.</summary>
    public static Task<int> NieuwsteAsync(DbSessie sessie, Guid dossier, string blok) => sessie.EenAsync<int>(
        "select coalesce(max(nummer), 0)::int from blokversie where regio_id = @Regio and dossier_id = @dossier and blok = @blok", new { sessie.Regio, dossier, blok });

    /// <summary>The last answer of a parent to a version; null when there is none.</summary>
    public static Task<string?> AntwoordAsync(DbSessie sessie, Guid dossier, string blok, int nummer, Guid ouder) => sessie.EenAsync<string>("""
        select soort from instemming where regio_id = @Regio and dossier_id = @dossier and blok = @blok and nummer = @nummer and ouder_id = @ouder and soort <> 'gevraagd'
        order by volgnummer desc limit 1
        """, new { sessie.Regio, dossier, blok, nummer, ouder });
}
