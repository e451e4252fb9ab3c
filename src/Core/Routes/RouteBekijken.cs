namespace Ambulant.Core.Routes;

/// <summary>The route as new dossiers of the region follow it.</summary>
public sealed class RouteBekijken(Routeversies versies, Regios.Regioregister regios) : IUseCase
{
    /// <returns>Null: nothing is published.</returns>
    public async Task<Route?> LeesAsync(string regio, CancellationToken ct) =>
        regios[regio].Routes is [var eerste, ..] && await versies.NieuwsteAsync(regio, eerste.Sleutel, ct) is { } versie ? await versies.HaalAsync(regio, versie, ct) : null;
}
