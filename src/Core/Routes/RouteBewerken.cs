using Ambulant.Core.Opslag;
using Ambulant.Core.Regios;
using Ambulant.Core.Toegang;

namespace Ambulant.Core.Routes;

/// <summary>
/// One edit of the concept of a route; the first one begins it. A form that was made before someone else's edit is carried out as long
/// as the part it is about is still the same; otherwise it is refused and says who changed what.
/// </summary>
public sealed class RouteBewerken(Database database, Regioregister regios, Regioroutes routes) : IUseCase
{
    private const int LangsteRoute = 400_000;

    /// <param name="versie">Of the concept when the form was made.</param>
    public async Task<Resultaat<Route>> VoerUitAsync(Gebruiker wie, string regio, string route, Guid verzoek, long versie, Bewerking bewerking, CancellationToken ct)
    {
        if (!Rechten.Mag(Recht.RouteBeheren, wie, regio))
        {
            return Resultaat.Onvindbaar;
        }

        await using var sessie = await database.BeginAsync(regio, ct);
        if (await Routeconcepten.NeemAsync(sessie, regios[regio], route) is not var (concept, gepubliceerd))
        {
            return Resultaat.Onvindbaar;
        }

        if (!(await sessie.VerzoekAsync(verzoek, wie.PersoonId, null)).EersteKeer)
        {
            return Resultaat.Gelukt(concept.Route);
        }

        if (versie != concept.Versie && await VerouderdAsync(sessie, concept, gepubliceerd, versie, bewerking) is { } bericht)
        {
            return Resultaat.Geweigerd("", bericht);
        }

        var plan = await routes.RegioAsync(regio, ct);
        var resultaat = Bewerken.Doe(concept.Route, bewerking, plan);
        if (!resultaat.IsGelukt)
        {
            return resultaat;
        }

        var na = resultaat.Waarde!;
        if (Routejson.Gelijk(concept.Route, na))
        {
            return resultaat;
        }

        if (Routejson.Schrijf(na).Length > LangsteRoute)
        {
            return Resultaat.Geweigerd("", "De route wordt te groot. Maak teksten korter of haal stappen weg.");
        }

        var wat = string.Join(" ", Routeverschil.Tussen(concept.Route, na, plan).Select(v => v.Zin));
        await Routeconcepten.SchrijfAsync(sessie, na, concept.Basis, concept.BasisNummer, concept.Versie == 0 ? null : concept.Versie, wat.Length == 0 ? "Kleine wijziging." : wat, wie.PersoonId);
        await sessie.VoltooiAsync();
        return resultaat;
    }

    private static async Task<string?> VerouderdAsync(DbSessie sessie, Routeconcept concept, Gepubliceerd gepubliceerd, long versie, Bewerking bewerking)
    {
        var toen = versie == 0 ? gepubliceerd.Route : await Routeconcepten.EerderAsync(sessie, gepubliceerd.Route.Sleutel, versie);
        if (toen is null)
        {
            return "Het concept waar dit formulier bij hoorde, is intussen gepubliceerd of weggegooid. Er is niets opgeslagen; wat u typte staat hieronder nog. Kies nog een keer voor bewaren om het in een nieuw concept te zetten.";
        }

        if (Routejson.Gelijk(Bewerken.Deel(toen, bewerking), Bewerken.Deel(concept.Route, bewerking)))
        {
            return null;
        }

        return concept.Versie == 0
            ? "Dit is intussen veranderd. Er is niets opgeslagen; wat u typte staat hieronder nog. Kies nog een keer voor bewaren als uw tekst moet gelden."
            : $"{concept.Wie} veranderde dit intussen ({Dag.Moment(concept.Op!.Value)}). De laatste wijziging: {concept.Wat} Er is niets opgeslagen; wat u typte staat hieronder nog. Kies nog een keer voor bewaren als uw tekst moet gelden.";
    }
}

/// <summary>Takes back the last edit of a concept, or throws the whole concept away.</summary>
public sealed class BewerkingTerugnemen(Database database, Regioregister regios) : IUseCase
{
    /// <param name="alles">Throws the concept away.</param>
    /// <returns>The edit that was taken back, in words.</returns>
    public async Task<Resultaat<string>> VoerUitAsync(Gebruiker wie, string regio, string route, Guid verzoek, long versie, bool alles, CancellationToken ct)
    {
        if (!Rechten.Mag(Recht.RouteBeheren, wie, regio))
        {
            return Resultaat.Onvindbaar;
        }

        await using var sessie = await database.BeginAsync(regio, ct);
        if (await Routeconcepten.NeemAsync(sessie, regios[regio], route) is not var (concept, gepubliceerd))
        {
            return Resultaat.Onvindbaar;
        }

        if (!(await sessie.VerzoekAsync(verzoek, wie.PersoonId, null)).EersteKeer)
        {
            return Resultaat.Gelukt(concept.Wat ?? "");
        }

        if (concept.Versie == 0)
        {
            return Resultaat.Geweigerd("", "Er is geen wijziging om terug te nemen: het concept is gepubliceerd of weggegooid.");
        }

        if (versie != concept.Versie)
        {
            return Resultaat.Geweigerd("", $"{concept.Wie} wijzigde intussen nog iets ({Dag.Moment(concept.Op!.Value)}): {concept.Wat} Kijk eerst of u ook dat wilt terugnemen.");
        }

        if (!alles && concept.Vorige is null && gepubliceerd.Nummer == 0)
        {
            return Resultaat.Geweigerd("", "Hiermee begon de nieuwe route. Wilt u haar niet meer, gooi dan de hele route weg.");
        }

        if (alles || concept.Vorige is null)
        {
            await Routeconcepten.WegAsync(sessie, route);
        }
        else
        {
            const string Terug = """
                insert into routeconcept (regio_id, route, vorige, definitie, basis, basis_nummer, wat, persoon_id, op)
                select regio_id, route, vorige, definitie, basis, basis_nummer, left('Teruggenomen: ' || @Wat, 500), @PersoonId, @Nu
                from routeconcept where regio_id = @Regio and route = @route and versie = @Vorige
                """;
            await sessie.VoerUitAsync(Terug, new { sessie.Regio, route, concept.Vorige, concept.Wat, wie.PersoonId, sessie.Nu });
        }

        await sessie.VoltooiAsync();
        return Resultaat.Gelukt(concept.Wat!);
    }
}
