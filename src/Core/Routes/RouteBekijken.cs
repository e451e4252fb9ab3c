namespace Ambulant.Core.Routes;

/// <summary>The routes as new dossiers of the region follow them.</summary>
public sealed class RouteBekijken(Regioroutes routes) : IUseCase
{
    /// <returns>In the order of the region; empty: nothing is published.</returns>
    public async Task<IReadOnlyList<Route>> LeesAsync(string regio, CancellationToken ct) => [.. (await routes.LeesAsync(regio, ct)).Where(r => r.InGebruik).Select(r => r.Route)];
}
