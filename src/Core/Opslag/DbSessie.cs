using Ambulant.Core.Toegang;
using Dapper;
using Npgsql;

namespace Ambulant.Core.Opslag;

/// <summary>One transaction for one region. Disposing without <see cref="VoltooiAsync"/> undoes everything.</summary>
internal sealed class DbSessie(Database database, NpgsqlConnection verbinding, NpgsqlTransaction transactie, string regio, CancellationToken ct) : IAsyncDisposable
{
    private const string Slot = """
        select d.id, d.nummer, d.leerling_id, d.school_id, d.routeversie_id, d.toestemming_geldig
        from dossier d where d.regio_id = @regio and d.id = @dossier for update
        """;

    public string Regio => regio;

    public DateTimeOffset Nu { get; } = database.Nu;

    public DateOnly Vandaag => database.Vandaag;

    public NpgsqlConnection Verbinding => verbinding;

    public Task VoltooiAsync() => transactie.CommitAsync(ct);

    public Task<int> VoerUitAsync(string sql, object? waarden = null) => verbinding.ExecuteAsync(Opdracht(sql, waarden));

    public async Task<List<T>> LijstAsync<T>(string sql, object? waarden = null) => (await verbinding.QueryAsync<T>(Opdracht(sql, waarden))).AsList();

    public Task<T?> EenAsync<T>(string sql, object? waarden = null) => verbinding.QuerySingleOrDefaultAsync<T>(Opdracht(sql, waarden));

    public Task<SqlMapper.GridReader> MeerdereAsync(string sql, object? waarden = null) => verbinding.QueryMultipleAsync(Opdracht(sql, waarden));

    /// <summary>
    /// Whether this form is handled for the first time. The second of two equal requests waits here for the first and then gets
    /// what came of it.
    /// </summary>
    public async Task<(bool EersteKeer, Guid? Resultaat)> VerzoekAsync(Guid verzoek, Guid? persoon, Guid? dossier, Guid? resultaat = null)
    {
        const string Nieuw = """
            insert into verzoek (regio_id, id, persoon_id, dossier_id, resultaat, op)
            values (@regio, @verzoek, @persoon, @dossier, @resultaat, @Nu) on conflict do nothing
            """;
        // The portal refuses a form without its number; here it would count as done after the first one.
        ArgumentOutOfRangeException.ThrowIfEqual(verzoek, Guid.Empty);
        if (await VoerUitAsync(Nieuw, new { regio, verzoek, persoon, dossier, resultaat, Nu }) == 1)
        {
            return (true, resultaat);
        }

        const string Eerder = "select resultaat from verzoek where regio_id = @regio and id = @verzoek and persoon_id is not distinct from @persoon";
        return (false, await EenAsync<Guid?>(Eerder, new { regio, verzoek, persoon }));
    }

    /// <summary>
    /// Takes a dossier in hand for a write: locks its row, so that writes on one dossier happen one after another, and checks the right.
    /// Null: it is not there, or not for this person.
    /// </summary>
    public async Task<DossierInHand?> NeemDossierAsync(Gebruiker wie, Guid dossier, Recht recht)
    {
        // Each statement looks again, so the second sees what the one that waited for the lock has to respect.
        const string Sql = Slot + "; select rollen, volledig from dossier_toegang(@regio, @dossier, @persoon)";
        await using var antwoord = await MeerdereAsync(Sql, new { regio, dossier, persoon = wie.PersoonId });
        if (await antwoord.ReadSingleOrDefaultAsync<Dossierrij>() is not { } rij || await antwoord.ReadSingleOrDefaultAsync<Toegangsrij>() is not { } toegang)
        {
            return null;
        }

        Rol[] rollen = [.. toegang.Rollen.Select(Enum.Parse<Rol>)];
        return Rechten.Mag(recht, rollen, toegang.Volledig)
            ? new(rij.Id, rij.Nummer, rij.LeerlingId, rij.SchoolId, rij.RouteversieId, rij.ToestemmingGeldig, rollen, toegang.Volledig)
            : null;
    }

    /// <summary>The same for a parent. Null: the dossier is not there, or this is no parent with gezag over its leerling.</summary>
    public async Task<DossierInHand?> NeemDossierVoorOuderAsync(Guid ouder, Guid dossier)
    {
        const string Gezag = "select exists (select from ouder where regio_id = @regio and id = @ouder and leerling_id = @LeerlingId and gezag)";
        return await EenAsync<Dossierrij>(Slot, new { regio, dossier }) is { } rij && await EenAsync<bool>(Gezag, new { regio, ouder, rij.LeerlingId })
            ? new(rij.Id, rij.Nummer, rij.LeerlingId, rij.SchoolId, rij.RouteversieId, rij.ToestemmingGeldig, [Rol.Ouder], true)
            : null;
    }

    /// <summary>The same for who looks after the routes of the region and sees nothing of what is in the dossier. Null: it is not there, or the person may not.</summary>
    public async Task<DossierInHand?> NeemDossierVoorBeheerAsync(Gebruiker wie, Guid dossier, Recht recht) =>
        Rechten.Mag(recht, wie, regio) && await EenAsync<Dossierrij>(Slot, new { regio, dossier }) is { } rij
            ? new(rij.Id, rij.Nummer, rij.LeerlingId, rij.SchoolId, rij.RouteversieId, rij.ToestemmingGeldig, [Rol.Regiobeheerder], false)
            : null;

    /// <summary>Writes what was done. Holds no text about the leerling: only what kind of act, on which row, by whom and in which role.</summary>
    public Task LegVastAsync(string soort, Gebruiker? wie, Rol rol, Guid? dossier, Guid? onderwerp = null, Guid? ouder = null)
    {
        const string Sql = """
            insert into handeling (regio_id, id, dossier_id, persoon_id, ouder_id, rol, soort, onderwerp_id, op)
            values (@regio, @id, @dossier, @persoon, @ouder, @rol, @soort, @onderwerp, @Nu)
            """;
        return VoerUitAsync(Sql, new { regio, id = Guid.CreateVersion7(), dossier, persoon = wie?.PersoonId, ouder, rol = rol.ToString(), soort, onderwerp, Nu });
    }

    public async ValueTask DisposeAsync()
    {
        await transactie.DisposeAsync();
        await verbinding.DisposeAsync();
    }

    private CommandDefinition Opdracht(string sql, object? waarden) => new(sql, waarden, transactie, cancellationToken: ct);

    private sealed record Dossierrij(Guid Id, string Nummer, Guid? LeerlingId, Guid SchoolId, Guid RouteversieId, bool ToestemmingGeldig);

    private sealed record Toegangsrij(string[] Rollen, bool Volledig);
}

/// <summary>A dossier locked for a write, with what the person is in it.</summary>
/// <param name="LeerlingId">Null: it is about a group or a school.</param>
internal sealed record DossierInHand(Guid Id, string Nummer, Guid? LeerlingId, Guid SchoolId, Guid RouteversieId, bool ToestemmingGeldig, Rol[] Rollen, bool Volledig)
{
    /// <summary>The role in which the person acts: the first of these that the person has, else any.</summary>
    public Rol AlsRol(params Rol[] voorkeur) => voorkeur.Where(Rollen.Contains).Append(Rollen[0]).First();
}
