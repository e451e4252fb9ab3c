using System.Text.RegularExpressions;
using Ambulant.Core.Opslag;
using Ambulant.Core.Toegang;

namespace Ambulant.Core.Leerlingen;

/// <summary>What is typed about a leerling, checked.</summary>
internal sealed partial record Leerlinggegevens(string Roepnaam, string Achternaam, DateOnly Geboortedatum, string Groep)
{
    private const int Jongste = 3;
    private const int Oudste = 14;

    public static Leerlinggegevens Lees(Invoer invoer, string? roepnaam, string? achternaam, string? geboortedatum, string? groep, DateOnly vandaag)
    {
        var gegevens = new Leerlinggegevens(
            Regel(invoer.Tekst("Roepnaam", roepnaam, "de roepnaam", 80)),
            Regel(invoer.Tekst("Achternaam", achternaam, "de achternaam", 120)),
            invoer.Datum("Geboortedatum", geboortedatum, "de geboortedatum"),
            Regel(invoer.Tekst("Groep", groep, "de groep", 20)));

        // Year 1: refused already. A child is of an age until the day before the birthday.
        if (gegevens.Geboortedatum.Year > 1 && (gegevens.Geboortedatum.AddYears(Jongste) > vandaag || gegevens.Geboortedatum.AddYears(Oudste + 1) <= vandaag))
        {
            invoer.Fout("Geboortedatum", $"Controleer de geboortedatum. Een leerling van de basisschool is {Jongste} tot en met {Oudste} jaar oud.");
        }

        if (gegevens.Groep.Length > 0 && !Groepvorm().IsMatch(gegevens.Groep))
        {
            invoer.Fout("Groep", "Schrijf de groep als een cijfer van 1 tot en met 8, of zo: 5/6 of 7b.");
        }

        return gegevens;
    }

    /// <summary>Refuses a leerling that the school has already. Additions at one school wait for each other.</summary>
    /// <param name="behalve">The leerling being changed.</param>
    public async Task WeigerDubbelAsync(DbSessie sessie, Invoer invoer, Guid school, Guid? behalve)
    {
        const string Sql = """
            select exists (select from leerling where regio_id = @Regio and school_id = @school and geboortedatum = @Geboortedatum
              and lower(roepnaam) = lower(@Roepnaam) and lower(achternaam) = lower(@Achternaam) and id is distinct from @behalve)
            """;
        await sessie.VoerUitAsync("select pg_advisory_xact_lock(hashtext(@slot))", new { slot = $"leerling/{sessie.Regio}/{school}" });
        if (await sessie.EenAsync<bool>(Sql, new { sessie.Regio, school, Roepnaam, Achternaam, Geboortedatum, behalve }))
        {
            invoer.Fout("Roepnaam", "Een leerling met deze naam en geboortedatum staat al bij uw school. Ziet u de leerling niet in de lijst? Vraag het de ib-er.");
        }
    }

    /// <summary>Adds the leerling. The caller has refused a double one.</summary>
    public async Task VoegToeAsync(DbSessie sessie, Guid id, Guid school, Gebruiker wie, Rol rol)
    {
        const string Nieuw = """
            insert into leerling (regio_id, id, school_id, roepnaam, achternaam, geboortedatum, groep, gemaakt_op, toegevoegd_door)
            values (@Regio, @id, @school, @Roepnaam, @Achternaam, @Geboortedatum, @Groep, @Nu, @PersoonId)
            """;
        await sessie.VoerUitAsync(Nieuw, new { sessie.Regio, id, school, Roepnaam, Achternaam, Geboortedatum, Groep, sessie.Nu, wie.PersoonId });
        await sessie.LegVastAsync("leerling-toegevoegd", wie, rol, dossier: null, onderwerp: id);
    }

    private static string Regel(string tekst) => Witruimte().Replace(tekst, " ");

    [GeneratedRegex(@"\s+")]
    private static partial Regex Witruimte();

    [GeneratedRegex(@"^[1-8]\s?[a-z]?(\s?[/-]\s?[1-8]\s?[a-z]?)*$", RegexOptions.IgnoreCase)]
    private static partial Regex Groepvorm();
}
