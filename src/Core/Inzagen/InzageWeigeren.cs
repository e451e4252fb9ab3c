using Ambulant.Core.Opslag;
using Ambulant.Core.Toegang;

namespace Ambulant.Core.Inzagen;

/// <summary>Writes that someone was refused before anything was looked up.</summary>
public sealed class InzageWeigeren(Database database) : IUseCase
{
    /// <param name="onderwerp">What was asked for; it need not be there.</param>
    public Task LegVastAsync(Gebruiker wie, string regio, Guid onderwerp, Inzagevraag vraag, CancellationToken ct)
    {
        const string Sql = """
            insert into inzage (regio_id, persoon_id, rol, actie, wat, object_id, resultaat, herkomst, volledig, op)
            select @regio, @persoon, @rol, @actie, @wat,
              coalesce((select d.id from dossier d where d.regio_id = @regio and d.id = @onderwerp), (select l.id from leerling l where l.regio_id = @regio and l.id = @onderwerp)),
              'geweigerd', @herkomst, false, @Nu
            returning id
            """;
        return database.LijstAsync<Guid>(regio, Sql, new
        {
            regio,
            persoon = wie.PersoonId,
            rol = wie.RolBuiten(regio),
            actie = vraag.Actienaam,
            wat = vraag.Wat,
            onderwerp,
            herkomst = wie.Herkomst,
            database.Nu,
        }, ct);
    }
}
