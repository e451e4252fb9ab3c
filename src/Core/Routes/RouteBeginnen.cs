using Ambulant.Core.Opslag;
using Ambulant.Core.Regios;
using Ambulant.Core.Toegang;

namespace Ambulant.Core.Routes;

/// <summary>A new route as typed.</summary>
/// <param name="Buiten">People from outside the school take part, so the parents of the leerling must give toestemming first.</param>
/// <param name="Doel">With <paramref name="Buiten"/>: the purpose of one of the letters; empty where there is only one.</param>
public sealed record Routeopgave(string? Naam, string? Uitleg, IReadOnlyList<string> Onderwerpen, bool Buiten, string? Doel);

/// <summary>Begins a route of the region itself: a concept of the smallest route that can be published. It exists for nobody else until then.</summary>
public sealed class RouteBeginnen(Database database, Regioregister regios) : IUseCase
{
    private const int Meeste = 40;

    // Stands in an address of the workbench itself.
    private const string Nieuw = "nieuw";

    /// <returns>The key of the route.</returns>
    public async Task<Resultaat<string>> VoerUitAsync(Gebruiker wie, string regio, Guid verzoek, Routeopgave opgave, CancellationToken ct)
    {
        if (!Rechten.Mag(Recht.RouteBeheren, wie, regio))
        {
            return Resultaat.Onvindbaar;
        }

        await using var sessie = await database.BeginAsync(regio, ct);
        await Routeversies.SlotAsync(sessie, Nieuw);
        var invoer = new Invoer();
        var naam = invoer.Tekst("Naam", opgave.Naam, "de naam", 100);
        var sleutel = Bewerken.Sleutel(naam, []);
        if (!(await sessie.VerzoekAsync(verzoek, wie.PersoonId, null)).EersteKeer)
        {
            return Resultaat.Gelukt(sleutel);
        }

        const string Sql = """
            select distinct on (route) route as sleutel, definitie->>'naam' as naam from routeconcept where regio_id = @Regio order by route, versie desc;
            select distinct on (route) route as sleutel, definitie->>'naam' as naam from routeversie where regio_id = @Regio order by route, nummer desc
            """;
        List<Naamrij> bezet;
        await using (var r = await sessie.MeerdereAsync(Sql, new { sessie.Regio }))
        {
            bezet = [.. await r.ReadAsync<Naamrij>(), .. await r.ReadAsync<Naamrij>()];
        }

        if (naam.Length > 0 && (sleutel == Nieuw || bezet.Any(b => string.Equals(b.Naam, naam, StringComparison.OrdinalIgnoreCase) || b.Sleutel == sleutel) || regios[regio].Routes.Any(r => r.Sleutel == sleutel)))
        {
            invoer.Fout("Naam", "Er is al een route die zo heet, of bijna zo. Kies een andere naam.");
        }

        if (bezet.Select(b => b.Sleutel).Distinct().Count() >= Meeste)
        {
            invoer.Fout("", $"Een regio heeft hooguit {Meeste} routes.");
        }

        var uitleg = invoer.Tekst("Uitleg", opgave.Uitleg, "de uitleg", 500);
        var onderwerpen = Bewerken.Onderwerpen(opgave.Onderwerpen, invoer);
        var toestemming = opgave.Buiten && onderwerpen.Contains(Onderwerp.Leerling);
        if (toestemming && onderwerpen.Count > 1)
        {
            invoer.Fout("Onderwerpen", "Voor een leerling is toestemming van de ouders nodig, voor een groep of school niet. Maak daar twee routes van.");
        }

        var doel = Bewerken.Doel(opgave.Doel, regios[regio], invoer);
        if (toestemming && doel is null && regios[regio].Brieven.Count > 1)
        {
            invoer.Fout("Doel", "Kies waarvoor de ouders toestemming geven.");
        }

        if (!invoer.Goed)
        {
            return invoer.Weigering;
        }

        var route = Maak(sleutel, naam, uitleg, onderwerpen, toestemming ? doel : null, toestemming);
        await Routeconcepten.SchrijfAsync(sessie, route, route, 0, null, $"Nieuwe route '{naam}'.", wie.PersoonId);
        await sessie.VoltooiAsync();
        return Resultaat.Gelukt(sleutel);
    }

    /// <summary>The smallest route that can be published. What law asks stands in it, locked.</summary>
    public static Route Maak(string sleutel, string naam, string uitleg, IReadOnlyList<Onderwerp> onderwerpen, string? doel, bool toestemming)
    {
        var vraag = new Stap
        {
            Sleutel = "vraag",
            Naam = "Vraag bespreken",
            Uitleg = "Bespreek de hulpvraag en maak haar duidelijk.",
            Rollen = [Rol.InternBegeleider],
            Vereisten = toestemming ? [new(Vereistesoort.Hulpvraag), new(Vereistesoort.Ouders)] : [new(Vereistesoort.Hulpvraag)],
            Uitkomsten = [new("verder", "Verder", [toestemming ? "toestemming" : "uitvoeren"]), new("klaar", "De vraag is opgelost", ["overdragen"], Reden: true)],
        };
        var vragen = new Stap
        {
            Sleutel = "toestemming",
            Naam = "Toestemming ouders",
            Uitleg = "Elke ouder met gezag leest de brief en geeft toestemming, of niet.",
            Soort = Stapsoort.Toestemming,
            Rollen = [],
            Uitkomsten = [new("gegeven", "Alle ouders met gezag geven toestemming", ["uitvoeren"]), new("geweigerd", "Een ouder geeft geen toestemming", ["vraag"], Sluit: ["uitvoeren"])],
            VoorOuders = "Wij vragen u om toestemming. U beslist zelf.",
            Vast = "Zonder toestemming van elke ouder met gezag mag iemand van buiten de school niet weten om welk kind het gaat. Dat volgt uit de privacywet (AVG).",
        };
        var uitvoeren = new Stap
        {
            Sleutel = "uitvoeren",
            Naam = "Uitvoeren",
            Uitleg = "Doe wat is afgesproken.",
            Rollen = toestemming ? [Rol.InternBegeleider, Rol.Begeleider] : [Rol.InternBegeleider],
            Vereisten = toestemming ? [new(Vereistesoort.Toestemming)] : [],
            Uitkomsten = [new("klaar", "Klaar", ["overdragen"])],
        };
        var overdragen = new Stap
        {
            Sleutel = "overdragen",
            Naam = "Overdragen en verwijderen",
            Uitleg = "De school krijgt het hele dossier. Daarna blijft er niets achter bij het samenwerkingsverband.",
            Soort = Stapsoort.Overdracht,
            Rollen = [Rol.InternBegeleider],
            Uitkomsten = [new("gewist", "Overgedragen en verwijderd", [], SluitAlles: true)],
            Termijn = new(4, Eenheid.Weken),
            VoorOuders = onderwerpen.Contains(Onderwerp.Leerling) ? "De school krijgt het dossier. Daarna wist het samenwerkingsverband alle gegevens van uw kind." : "",
            Vast = "Aan het einde krijgt de school het dossier en blijft er niets achter bij het samenwerkingsverband. Dat volgt uit de privacywet (AVG).",
        };
        return new(sleutel, naam, uitleg, "vraag", "overdragen",
            [new("begin", "Begin", toestemming ? [vraag, vragen] : [vraag]), new("uitvoering", "Uitvoering", [uitvoeren]), new("afsluiting", "Afsluiting", [overdragen])])
        {
            Onderwerpen = onderwerpen,
            Doel = doel,
        };
    }

    private sealed record Naamrij(string Sleutel, string Naam);
}

/// <summary>A line of the trail of a route: taken out of use or back.</summary>
public sealed record Gebruiksregel(bool InGebruik, string Reden, string Door, DateTimeOffset Op);

/// <summary>Takes a route out of use, or back: new dossiers cannot begin on it; running ones go on, and so does what leads to it.</summary>
public sealed class RouteGebruiken(Database database, Regioregister regios) : IUseCase
{
    public async Task<IReadOnlyList<Gebruiksregel>> LeesAsync(string regio, string route, CancellationToken ct)
    {
        const string Sql = """
            select g.in_gebruik, g.reden, p.naam as door, g.op from route_gebruik g join persoon p on p.id = g.persoon_id
            where g.regio_id = @regio and g.route = @route order by g.volgnummer desc limit 200
            """;
        return await database.LijstAsync<Gebruiksregel>(regio, Sql, new { regio, route }, ct);
    }

    public async Task<Resultaat<bool>> VoerUitAsync(Gebruiker wie, string regio, string route, Guid verzoek, bool inGebruik, string? reden, CancellationToken ct)
    {
        if (!Rechten.Mag(Recht.RouteBeheren, wie, regio))
        {
            return Resultaat.Onvindbaar;
        }

        await using var sessie = await database.BeginAsync(regio, ct);
        if (await Routeconcepten.NeemAsync(sessie, regios[regio], route) is not var (_, gepubliceerd) || gepubliceerd.Nummer == 0)
        {
            return Resultaat.Onvindbaar;
        }

        if (!(await sessie.VerzoekAsync(verzoek, wie.PersoonId, null)).EersteKeer)
        {
            return Resultaat.Gelukt(inGebruik);
        }

        const string Nu = "select in_gebruik from route_gebruik where regio_id = @Regio and route = @route order by volgnummer desc limit 1";
        var invoer = new Invoer();
        if ((await sessie.EenAsync<bool?>(Nu, new { sessie.Regio, route }) ?? true) == inGebruik)
        {
            invoer.Fout("", inGebruik ? "Deze route is al in gebruik. Misschien deed een ander dit net." : "Deze route is al buiten gebruik. Misschien deed een ander dit net.");
        }

        var waarom = invoer.Tekst("Reden", reden, "de reden", 2000);
        if (!invoer.Goed)
        {
            return invoer.Weigering;
        }

        const string Zet = "insert into route_gebruik (regio_id, route, in_gebruik, reden, persoon_id, op) values (@Regio, @route, @inGebruik, @waarom, @PersoonId, @Nu)";
        await sessie.VoerUitAsync(Zet, new { sessie.Regio, route, inGebruik, waarom, wie.PersoonId, sessie.Nu });
        await sessie.LegVastAsync(inGebruik ? "route in gebruik" : "route buiten gebruik", wie, Rol.Regiobeheerder, dossier: null);
        await sessie.VoltooiAsync();
        return Resultaat.Gelukt(inGebruik);
    }
}
