using Ambulant.Core.Opslag;

namespace Ambulant.Core.Toegang;

/// <summary>A regiobeheerder makes the open invitations of a member of the own region worthless.</summary>
public sealed class UitnodigingIntrekken(Database database) : IUseCase
{
    public async Task<Resultaat<int>> VoerUitAsync(Gebruiker wie, string regio, Guid persoon, CancellationToken ct)
    {
        const string Sql = """
            update uitnodiging set ingetrokken_op = @Nu
            where persoon_id = @persoon and gebruikt_op is null and ingetrokken_op is null
              and exists (select from lidmaatschap l where l.regio_id = @regio and l.persoon_id = @persoon)
            """;
        if (!Rechten.Mag(Recht.PersonenBeheren, wie, regio))
        {
            return Resultaat.Onvindbaar;
        }

        await using var sessie = await database.BeginAsync(regio, ct);
        var aantal = await sessie.VoerUitAsync(Sql, new { regio, persoon, sessie.Nu });
        if (aantal > 0)
        {
            await sessie.LegVastAsync("uitnodiging ingetrokken", wie, Rol.Regiobeheerder, dossier: null, onderwerp: persoon);
        }

        await sessie.VoltooiAsync();
        return Resultaat.Gelukt(aantal);
    }
}
