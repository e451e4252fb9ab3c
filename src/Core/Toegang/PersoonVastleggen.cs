using Ambulant.Core.Opslag;

namespace Ambulant.Core.Toegang;

/// <summary>A membership to be written.</summary>
/// <param name="School">With the roles of a school.</param>
/// <param name="Organisatie">With the other roles, where there is one.</param>
/// <param name="Deskundigheid">With a begeleider.</param>
public sealed record Lidmaatschapsopgave(string Regio, Rol Rol, Guid? School = null, Guid? Organisatie = null, string? Deskundigheid = null);

/// <summary>
/// Writes a person, known by the e-mail address, with memberships; writing again adds what is missing and changes nothing else.
/// For who installs or loads; a regiobeheerder uses <see cref="PersoonToevoegen"/>.
/// </summary>
public sealed class PersoonVastleggen(Database database) : IUseCase
{
    /// <returns>The key of the person.</returns>
    public async Task<Guid> VoerUitAsync(string naam, string email, IReadOnlyList<Lidmaatschapsopgave> lidmaatschappen, CancellationToken ct)
    {
        if (lidmaatschappen.Count == 0)
        {
            await using var sessie = await database.BeginAsync("", ct);
            var alleen = await PersoonAsync(sessie, naam, email);
            await sessie.VoltooiAsync();
            return alleen;
        }

        Guid? persoon = null;
        foreach (var regio in lidmaatschappen.GroupBy(l => l.Regio))
        {
            await using var sessie = await database.BeginAsync(regio.Key, ct);
            persoon = await PersoonAsync(sessie, naam, email);
            foreach (var lidmaatschap in regio)
            {
                await LidmaatschapAsync(sessie, persoon.Value, lidmaatschap);
            }

            await sessie.VoltooiAsync();
        }

        return persoon!.Value;
    }

    /// <summary>The person with this address, made when there is none. Someone who is known already keeps the own name.</summary>
    internal static async Task<Guid> PersoonAsync(DbSessie sessie, string naam, string email)
    {
        const string Nieuw = "insert into persoon (id, naam, email, gemaakt_op) values (@id, @naam, @email, @Nu) on conflict (lower(email)) do nothing";
        await sessie.VoerUitAsync(Nieuw, new { id = Guid.CreateVersion7(), naam, email, sessie.Nu });
        return await sessie.EenAsync<Guid>("select id from persoon where lower(email) = lower(@email)", new { email });
    }

    /// <returns>False: the person has this membership already.</returns>
    internal static async Task<bool> LidmaatschapAsync(DbSessie sessie, Guid persoon, Lidmaatschapsopgave lidmaatschap)
    {
        const string Nieuw = """
            insert into lidmaatschap (regio_id, id, persoon_id, rol, school_id, organisatie_id, deskundigheid, sinds)
            values (@Regio, @id, @persoon, @rol, @School, @Organisatie, @Deskundigheid, @Vandaag)
            on conflict (regio_id, persoon_id, rol, school_id, organisatie_id) where tot is null do nothing
            """;
        return await sessie.VoerUitAsync(Nieuw, new
        {
            sessie.Regio,
            id = Guid.CreateVersion7(),
            persoon,
            rol = lidmaatschap.Rol.ToString(),
            lidmaatschap.School,
            lidmaatschap.Organisatie,
            lidmaatschap.Deskundigheid,
            sessie.Vandaag,
        }) == 1;
    }
}
