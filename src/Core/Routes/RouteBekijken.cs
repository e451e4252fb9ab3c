namespace Ambulant.Core.Routes;

/// <summary>The routes as new dossiers of the region follow them.</summary>
public sealed class RouteBekijken(Routeversies versies, Regios.Regioregister regios) : IUseCase
{
    /// <returns>In the order of the region; empty: nothing is published.</returns>
    public async Task<IReadOnlyList<Route>> LeesAsync(string regio, CancellationToken ct) => [.. (await versies.NieuwsteAsync(regio, regios[regio].Routes.Select(r => r.Sleutel), ct)).Select(v => v.Route)];
}
