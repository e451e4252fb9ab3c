using Ambulant.Core.Opslag;

namespace Ambulant.Core.Begeleiders;

/// <summary>Writes an organisation that employs begeleiders, known by its name; writing it again changes who pays. For who installs or loads.</summary>
public sealed class OrganisatieVastleggen(Database database) : IUseCase
{
    /// <param name="betaaldUit">"samenwerkingsverband" or "landelijke regeling".</param>
    /// <returns>The key of the organisation.</returns>
    public async Task<Guid> VoerUitAsync(string regio, string naam, string betaaldUit, CancellationToken ct)
    {
        const string Er = "update organisatie set betaald_uit = @betaaldUit where regio_id = @regio and naam = @naam returning id";
        const string Nieuw = "insert into organisatie (regio_id, id, naam, betaald_uit) values (@regio, @id, @naam, @betaaldUit)";
        await using var sessie = await database.BeginAsync(regio, ct);
        await sessie.VoerUitAsync("select pg_advisory_xact_lock(hashtext(@slot))", new { slot = $"organisatie/{regio}/{naam}" });
        var id = await sessie.EenAsync<Guid?>(Er, new { regio, naam, betaaldUit });
        if (id is null)
        {
            id = Guid.CreateVersion7();
            await sessie.VoerUitAsync(Nieuw, new { regio, id, naam, betaaldUit });
        }

        await sessie.VoltooiAsync();
        return id.Value;
    }
}
