using Ambulant.Core.Opslag;
using Ambulant.Core.Scholen;
using Ambulant.Core.Toegang;

namespace Ambulant.Core.Leerlingen;

/// <param name="School">May be left out by someone of one school.</param>
public sealed record LeerlingToevoegenVerzoek(Guid Verzoek, string? School, string? Roepnaam, string? Achternaam, string? Geboortedatum, string? Groep);

/// <summary>Adds a leerling to the own school.</summary>
public sealed class LeerlingToevoegen(Database database) : IUseCase
{
    /// <summary>The schools where the person adds leerlingen.</summary>
    public Task<List<Schoolkeuze>> ScholenAsync(Gebruiker wie, string regio, CancellationToken ct)
    {
        const string Sql = "select id, naam from school where regio_id = @regio and id = any (@scholen) order by naam";
        return database.LijstAsync<Schoolkeuze>(regio, Sql, new { regio, scholen = wie.ScholenIn(regio, LeerlingBekijken.Beheerders).ToArray() }, ct);
    }

    public async Task<Resultaat<Guid>> VoerUitAsync(Gebruiker wie, string regio, LeerlingToevoegenVerzoek verzoek, CancellationToken ct)
    {
        var scholen = wie.ScholenIn(regio, LeerlingBekijken.Beheerders).ToList();
        if (scholen.Count == 0)
        {
            return Resultaat.Onvindbaar;
        }

        await using var sessie = await database.BeginAsync(regio, ct);
        var id = Guid.CreateVersion7();
        var (eersteKeer, eerder) = await sessie.VerzoekAsync(verzoek.Verzoek, wie.PersoonId, null, id);
        if (!eersteKeer)
        {
            return eerder is { } er ? Resultaat.Gelukt(er) : Resultaat.Onvindbaar;
        }

        var invoer = new Invoer();
        var school = scholen is [var enige] ? enige : Guid.TryParse(verzoek.School, out var gekozen) && scholen.Contains(gekozen) ? gekozen : default;
        if (school == default)
        {
            invoer.Fout("School", "Kies op welke school de leerling zit.");
        }

        var gegevens = Leerlinggegevens.Lees(invoer, verzoek.Roepnaam, verzoek.Achternaam, verzoek.Geboortedatum, verzoek.Groep, sessie.Vandaag);
        if (invoer.Goed)
        {
            await gegevens.WeigerDubbelAsync(sessie, invoer, school, null);
        }

        if (!invoer.Goed)
        {
            return invoer.Weigering;
        }

        await gegevens.VoegToeAsync(sessie, id, school, wie, LeerlingBekijken.RolVan(wie, regio, school));
        await sessie.VoltooiAsync();
        return Resultaat.Gelukt(id);
    }
}
