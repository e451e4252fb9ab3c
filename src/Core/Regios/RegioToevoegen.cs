using Ambulant.Core.Opslag;
using Ambulant.Core.Routes;

namespace Ambulant.Core.Regios;

/// <summary>Makes the row of each configured region and publishes the base version of its routes when these are new. Repeating it changes nothing.</summary>
public sealed class RegioToevoegen(Database database, Regioregister regios, Routeversies versies) : IUseCase
{
    public async Task VoerUitAsync(CancellationToken ct)
    {
        foreach (var regio in regios.Alle)
        {
            await using (var sessie = await database.BeginAsync(regio.Sleutel, ct))
            {
                await sessie.VoerUitAsync("insert into regio (sleutel, naam, aangemaakt_op) values (@Sleutel, @Naam, @Nu) on conflict do nothing", new { regio.Sleutel, regio.Naam, sessie.Nu });
                await sessie.VoltooiAsync();
            }

            foreach (var route in regio.Routes)
            {
                await versies.PubliceerAsync(regio.Sleutel, route, ct);
            }
        }
    }
}
