using Ambulant.Core.Toegang;

namespace Ambulant.Core.Routes;

/// <summary>Puts a route from a file in the concept. A file with anything wrong in it changes nothing.</summary>
public sealed class RouteInlezen(RouteconceptLezen lezen, RouteBewerken bewerken) : IUseCase
{
    public async Task<Resultaat<Route>> VoerUitAsync(Gebruiker wie, string regio, string route, Guid verzoek, long versie, byte[]? inhoud, CancellationToken ct)
    {
        if (!Rechten.Mag(Recht.RouteBeheren, wie, regio) || await lezen.LeesAsync(regio, route, ct) is not { } blad)
        {
            return Resultaat.Onvindbaar;
        }

        if (inhoud is null)
        {
            return Resultaat.Geweigerd("Bestand", "Kies een bestand.");
        }

        var gelezen = Routebestand.Lees(inhoud, blad.Route);
        if (!gelezen.IsGelukt)
        {
            return gelezen;
        }

        var nieuw = gelezen.Waarde!;
        return Routecontrole.Controleer(nieuw, blad.Regio) is [_, ..] fouten
            ? Resultaat.Geweigerd([.. fouten.Take(10).Select(f => new Weigering("Bestand", $"{Routetekst.Plaats(nieuw, f)}: {f.Voluit}"))])
            : await bewerken.VoerUitAsync(wie, regio, route, verzoek, versie, new RouteVervangen(nieuw), ct);
    }
}
