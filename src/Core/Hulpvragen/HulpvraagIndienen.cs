using System.Security.Cryptography;
using Ambulant.Core.Dossiers;
using Ambulant.Core.Leerlingen;
using Ambulant.Core.Opslag;
using Ambulant.Core.Regios;
using Ambulant.Core.Routes;
using Ambulant.Core.Toegang;

namespace Ambulant.Core.Hulpvragen;

/// <summary>A hulpvraag as typed. <paramref name="Leerling"/> is a key, or <see cref="HulpvraagIndienen.NieuweLeerling"/> with the data of the leerling.</summary>
/// <param name="Groep">Of the new leerling, or the group that it is about.</param>
/// <param name="Route">A <see cref="Routekeuze.Waarde"/>; may be left out where there is only one.</param>
/// <param name="Verzoek">Number of the form: handled once.</param>
/// <param name="School">With a new leerling, by someone of two schools.</param>
public sealed record HulpvraagIndienenVerzoek(
    Guid Verzoek,
    string? Leerling,
    string? School,
    string? Roepnaam,
    string? Achternaam,
    string? Geboortedatum,
    string? Groep,
    string? Signaal,
    string? Vraag,
    string? Gebied,
    string? Soort,
    string? Leerkracht,
    string? InternBegeleider,
    string? Route = null);

/// <summary>A part of the journey; a part is checked together with the parts before it.</summary>
public enum Hulpvraagdeel
{
    /// <summary>Only where there is something to choose.</summary>
    Route,

    Leerling,
    /// <summary>A new leerling, or which group or school it is about.</summary>
    NieuweLeerling,

    Signaal,
    Collegas,
    Controle,
}

/// <summary>
/// Begins a dossier with a hulpvraag of the school: the leerling when new, the dossier on the newest version of the route, the hulpvraag,
/// leerkracht and ib-er as betrokkenen, and the first step open. All of it or nothing, once per form.
/// </summary>
public sealed class HulpvraagIndienen(Database database, Routeversies versies, Stapgang gang, Regioregister regios, Regioroutes beschikbaar) : IUseCase
{
    public const string NieuweLeerling = "nieuw";

    public static readonly IReadOnlyList<string> Soorten = ["preventief", "curatief"];

    // Without 0, 1, I and O: the number is read out on the telephone.
    private const string Nummertekens = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    /// <summary>The part in which a field is asked.</summary>
    public static Hulpvraagdeel DeelVan(string veld) => veld switch
    {
        "" or "Route" => Hulpvraagdeel.Route,
        "Leerling" => Hulpvraagdeel.Leerling,
        "School" or "Roepnaam" or "Achternaam" or "Geboortedatum" or "Groep" => Hulpvraagdeel.NieuweLeerling,
        "Signaal" or "Vraag" or "Gebied" or "Soort" => Hulpvraagdeel.Signaal,
        _ => Hulpvraagdeel.Collegas,
    };

    /// <summary>Checks what was typed up to and including a part; writes nothing.</summary>
    public async Task<Resultaat<bool>> ControleerAsync(Gebruiker wie, string regio, HulpvraagIndienenVerzoek verzoek, Hulpvraagdeel tot, CancellationToken ct)
    {
        await using var sessie = await database.BeginAsync(regio, ct);
        var invoer = new Invoer();
        if (await LeesAsync(sessie, wie, regio, verzoek, invoer, ct) is null)
        {
            return Resultaat.Onvindbaar;
        }

        List<Weigering> fouten = [.. invoer.Weigering.Weigeringen.Where(w => DeelVan(w.Veld) <= tot)];
        return fouten.Count == 0 ? Resultaat.Gelukt(true) : Resultaat.Geweigerd(fouten);
    }

    /// <returns>The key of the dossier.</returns>
    public async Task<Resultaat<Guid>> VoerUitAsync(Gebruiker wie, string regio, HulpvraagIndienenVerzoek verzoek, CancellationToken ct)
    {
        await using var sessie = await database.BeginAsync(regio, ct);
        var dossier = Guid.CreateVersion7();
        var (eersteKeer, eerder) = await sessie.VerzoekAsync(verzoek.Verzoek, wie.PersoonId, null, dossier);
        if (!eersteKeer)
        {
            return eerder is { } er ? Resultaat.Gelukt(er) : Resultaat.Onvindbaar;
        }

        var invoer = new Invoer();
        if (await LeesAsync(sessie, wie, regio, verzoek, invoer, ct) is not { } blad)
        {
            return Resultaat.Onvindbaar;
        }

        if (!invoer.Goed)
        {
            return invoer.Weigering;
        }

        var leerling = blad.Route.Onderwerp is Onderwerp.Leerling ? blad.Leerling ?? Guid.CreateVersion7() : (Guid?)null;
        if (leerling is { } kind && blad.Leerling is null)
        {
            await blad.Nieuw!.VoegToeAsync(sessie, kind, blad.School, wie, blad.Rol);
        }

        await DossierAsync(sessie, dossier, leerling, blad);
        const string Hulpvraag = "insert into hulpvraag (regio_id, dossier_id, signaal, vraag, gebied, soort) values (@regio, @dossier, @Signaal, @Vraag, @Gebied, @Soort)";
        await sessie.VoerUitAsync(Hulpvraag, new { regio, dossier, blad.Signaal, blad.Vraag, blad.Gebied, blad.Soort });
        const string Betrokkene = "insert into betrokkene (regio_id, id, dossier_id, persoon_id, rol, sinds) values (@regio, @id, @dossier, @persoon, @rol, @Nu)";
        foreach (var (persoon, rol) in new[] { (blad.Leerkracht, Rol.Leerkracht), (blad.InternBegeleider, Rol.InternBegeleider) }.Where(b => b.Item1 is not null))
        {
            await sessie.VoerUitAsync(Betrokkene, new { regio, id = Guid.CreateVersion7(), dossier, persoon, rol = rol.ToString(), sessie.Nu });
        }

        await gang.BeginAsync(sessie, dossier, await versies.HaalAsync(regio, blad.Route.Versie, ct), wie);
        await sessie.LegVastAsync("hulpvraag-ingediend", wie, blad.Rol, dossier);
        await sessie.VoltooiAsync();
        return Resultaat.Gelukt(dossier);
    }

    /// <returns>Null: not there for this person. What else is wrong stands in <paramref name="invoer"/>.</returns>
    private async Task<Blad?> LeesAsync(DbSessie sessie, Gebruiker wie, string regio, HulpvraagIndienenVerzoek v, Invoer invoer, CancellationToken ct)
    {
        var scholen = wie.ScholenIn(regio, HulpvraagFormulier.Indieners).ToList();
        if (scholen.Count == 0)
        {
            return null;
        }

        var routes = await HulpvraagFormulier.RoutesAsync(beschikbaar, regio, ct);
        var route = HulpvraagFormulier.Kies(routes, v.Route);
        if (route is null)
        {
            invoer.Fout(routes.Count == 0 ? "" : "Route", routes.Count == 0
                ? "In deze regio is nog geen route. U kunt hier nog geen hulpvraag indienen. Vraag het de regiobeheerder."
                : string.IsNullOrEmpty(v.Route) ? "Kies wat u wilt beginnen." : "Deze keuze bestaat niet. Kies opnieuw wat u wilt beginnen.");
        }

        // The leerling's row, or the school's turn to add one, is held until the end: of two people at once the second sees the first's dossier.
        Leerlingrij? leerling = null;
        Leerlinggegevens? nieuw = null;
        Guid? school = null;
        string? groep = null;
        if (route is { Onderwerp: not Onderwerp.Leerling } over)
        {
            school = scholen is [var enig] ? enig : Guid.TryParse(v.School, out var gekozenSchool) && scholen.Contains(gekozenSchool) ? gekozenSchool : null;
            if (school is null)
            {
                invoer.Fout("School", "Kies om welke school het gaat.");
            }

            groep = over.Onderwerp is Onderwerp.Groep ? invoer.Tekst("Groep", v.Groep, "de groep", 20) : null;
        }
        else if (v.Leerling == NieuweLeerling)
        {
            school = scholen is [var enige] ? enige : Guid.TryParse(v.School, out var gekozen) && scholen.Contains(gekozen) ? gekozen : null;
            if (school is null)
            {
                invoer.Fout("School", "Kies op welke school de leerling zit.");
            }

            nieuw = Leerlinggegevens.Lees(invoer, v.Roepnaam, v.Achternaam, v.Geboortedatum, v.Groep, sessie.Vandaag);
            if (school is { } s && invoer.Goed)
            {
                await nieuw.WeigerDubbelAsync(sessie, invoer, s, null);
            }
        }
        else if (string.IsNullOrEmpty(v.Leerling))
        {
            invoer.Fout("Leerling", "Kies om welke leerling het gaat.");
        }
        else
        {
            const string Sql = $"""
                select l.id, l.school_id, l.roepnaam, l.achternaam, l.geboortedatum from leerling l
                where l.regio_id = @regio and l.id = @leerling and l.school_id = any (@scholen) and {Leerlingzicht.Sql} for update of l
                """;
            leerling = Guid.TryParse(v.Leerling, out var id)
                ? await sessie.EenAsync<Leerlingrij>(Sql, new { regio, leerling = id, scholen = scholen.ToArray(), persoon = wie.PersoonId })
                : null;
            school = leerling?.SchoolId;
            if (leerling is null)
            {
                invoer.Fout("Leerling", "Deze leerling staat niet (meer) in uw lijst. Kies de leerling opnieuw.");
            }
            else if (route is not null && await LooptAlAsync(sessie, leerling.Id, route.Sleutel))
            {
                invoer.Fout("Leerling", $"Voor {leerling.Roepnaam} loopt al een dossier op deze route. Er kan er één tegelijk lopen.");
            }
        }

        var signaal = invoer.Optioneel("Signaal", v.Signaal, "wat u ziet", 4000) ?? "";
        if (signaal.Length == 0)
        {
            invoer.Fout("Signaal", route is { Onderwerp: not Onderwerp.Leerling } ? "Schrijf op wat er speelt." : "Schrijf op wat u ziet bij de leerling.");
        }

        var vraag = invoer.Optioneel("Vraag", v.Vraag, "de hulpvraag", 2000);
        var naamloos = leerling is not null ? Naamloos.Van(leerling.Roepnaam, leerling.Achternaam, leerling.Geboortedatum)
            : nieuw is { Roepnaam.Length: > 0 } ? Naamloos.Van(nieuw.Roepnaam, nieuw.Achternaam, nieuw.Geboortedatum) : null;
        if (vraag is not null && naamloos?.Noemt(vraag) is true)
        {
            invoer.Fout("Vraag", Naamloos.Bericht);
        }

        var gebied = string.IsNullOrEmpty(v.Gebied) ? null : invoer.Keuze("Gebied", v.Gebied, "het gebied", regios[regio].Gebieden);
        var soort = string.IsNullOrEmpty(v.Soort) ? null : invoer.Keuze("Soort", v.Soort, "de soort", Soorten);
        // A question about the whole school need not be one leerkracht's.
        var leerkracht = route is { Onderwerp: Onderwerp.School } && string.IsNullOrEmpty(v.Leerkracht) ? null : await CollegaAsync(sessie, invoer, "Leerkracht", v.Leerkracht, Rol.Leerkracht, school);
        var ib = await CollegaAsync(sessie, invoer, "InternBegeleider", v.InternBegeleider, Rol.InternBegeleider, school);

        var rol = wie.ScholenIn(regio, Rol.InternBegeleider).Any(s => s == school) ? Rol.InternBegeleider : Rol.Leerkracht;
        if (rol is Rol.Leerkracht && leerkracht != wie.PersoonId && (leerkracht is not null || route is { Onderwerp: Onderwerp.School }))
        {
            invoer.Fout("Leerkracht", "Kies uzelf als leerkracht. Gaat het om een vraag van een collega? Laat die collega of de ib-er de hulpvraag indienen.");
        }

        return new(route ?? new("", default, "", "", default), leerling?.Id, nieuw, school ?? default, groep, rol, signaal, vraag, gebied, soort, leerkracht, ib);
    }

    private static Task<bool> LooptAlAsync(DbSessie sessie, Guid leerling, string route)
    {
        // A dossier that ended is no longer there: closing erases it.
        const string Sql = """
            select exists (select from dossier d join routeversie v on v.regio_id = d.regio_id and v.id = d.routeversie_id
            where d.regio_id = @Regio and d.leerling_id = @leerling and v.route = @route)
            """;
        return sessie.EenAsync<bool>(Sql, new { sessie.Regio, leerling, route });
    }

    private async Task<Guid?> CollegaAsync(DbSessie sessie, Invoer invoer, string veld, string? gekozen, Rol rol, Guid? school)
    {
        const string Sql = """
            select exists (select from lidmaatschap where regio_id = @Regio and school_id = @school and persoon_id = @persoon and rol = @rol and tot is null)
            """;
        var naam = regios[sessie.Regio].Woorden.Noem(rol);
        if (string.IsNullOrEmpty(gekozen))
        {
            invoer.Fout(veld, $"Kies wie als {naam} meedoet.");
            return null;
        }

        if (!Guid.TryParse(gekozen, out var persoon) || !await sessie.EenAsync<bool>(Sql, new { sessie.Regio, school, persoon, rol = rol.ToString() }))
        {
            invoer.Fout(veld, $"Deze persoon is niet (meer) {naam} van deze school. Kies iemand anders.");
            return null;
        }

        return persoon;
    }

    private static async Task DossierAsync(DbSessie sessie, Guid dossier, Guid? leerling, Blad blad)
    {
        const string Sql = """
            insert into dossier (regio_id, id, nummer, onderwerp, leerling_id, groep, school_id, routeversie_id, geopend_op)
            values (@Regio, @dossier, @nummer, @onderwerp, @leerling, @Groep, @School, @Versie, @Nu) on conflict (regio_id, nummer) do nothing
            """;
        var geschreven = 0;
        while (geschreven == 0)
        {
            var nummer = RandomNumberGenerator.GetString(Nummertekens, 7);
            geschreven = await sessie.VoerUitAsync(Sql, new { sessie.Regio, dossier, nummer, onderwerp = blad.Route.Onderwerp.ToString(), leerling, blad.Groep, blad.School, blad.Route.Versie, sessie.Nu });
        }
    }

    private sealed record Blad(
        Routekeuze Route, Guid? Leerling, Leerlinggegevens? Nieuw, Guid School, string? Groep, Rol Rol,
        string Signaal, string? Vraag, string? Gebied, string? Soort, Guid? Leerkracht, Guid? InternBegeleider);

    private sealed record Leerlingrij(Guid Id, Guid SchoolId, string Roepnaam, string Achternaam, DateOnly Geboortedatum);
}
