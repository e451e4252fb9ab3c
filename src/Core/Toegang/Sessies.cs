using System.Security.Cryptography;
using System.Text;
using Ambulant.Core.Opslag;
using Dapper;

namespace Ambulant.Core.Toegang;

/// <summary>A live session, with the person and the memberships as they are now.</summary>
/// <param name="Nummer">Names it on pages; it opens nothing.</param>
/// <param name="Ticket">What the portal stored with it; only the portal can read it.</param>
/// <param name="VerlooptOp">When it ends if nothing is asked any more.</param>
/// <param name="Hoogstens">When it ends whatever happens.</param>
/// <param name="TweeStappen">The provider showed that the sign-in took two steps.</param>
public sealed record Sessie(Gebruiker Gebruiker, Guid Nummer, byte[] Ticket, DateTimeOffset VerlooptOp, DateTimeOffset Hoogstens, bool TweeStappen);

/// <summary>A sign-in of which a session is made.</summary>
/// <param name="Browser">In plain words.</param>
/// <param name="TweeStappen">The provider showed that it took two steps.</param>
public sealed record Sessiebegin(Guid Persoon, string Issuer, string Subject, string? Sid, byte[] Ticket, string? Provider = null, string Browser = "", bool TweeStappen = false);

/// <summary>The sessions of everyone who is signed in. The key is in the person's cookie only; here is a hash of it.</summary>
public sealed class Sessies(Database database)
{
    /// <summary>A session ends after this long without a request.</summary>
    public static readonly TimeSpan Stilte = TimeSpan.FromMinutes(60);

    /// <summary>A session ends after this long, whatever happens.</summary>
    public static readonly TimeSpan Hoogstens = TimeSpan.FromHours(10);

    // How long a session that ended by itself is remembered, without its ticket: a window left open overnight still belongs to someone.
    private static readonly TimeSpan Nagalm = TimeSpan.FromHours(18);

    // Not every request needs to move the end: this is how exact the idle limit is.
    private static readonly TimeSpan Korrel = TimeSpan.FromMinutes(1);

    /// <summary>Begins a session and returns its key.</summary>
    public async Task<string> BeginAsync(Sessiebegin begin, CancellationToken ct)
    {
        // A session that is lost when the server falls over at that moment costs its person a sign-in; waiting for the disk costs everyone.
        const string Sql = """
            select set_config('synchronous_commit', 'off', true);
            insert into sessie (id, persoon_id, issuer, subject, sid, ticket, provider_id, browser, twee_stappen, gemaakt_op, laatst_op, verloopt_op)
            values (@id, @Persoon, @Issuer, @Subject, @Sid, @Ticket, @Provider, @Browser, @TweeStappen, @nu, @nu, @verloopt)
            """;
        var sleutel = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var nu = database.Nu;
        await using var verbinding = await database.OpenAsync(ct);
        await verbinding.ExecuteAsync(new CommandDefinition(
            Sql, new { id = Hash(sleutel), begin.Persoon, begin.Issuer, begin.Subject, begin.Sid, begin.Ticket, begin.Provider, begin.Browser, begin.TweeStappen, nu, verloopt = nu + Stilte }, cancellationToken: ct));
        return sleutel;
    }

    /// <summary>
    /// The session when it still lives, in one round trip with everything a request must know about the person. So an ended session and
    /// a withdrawn role hold from the next request on. Counts as activity.
    /// </summary>
    public Task<Sessie?> HaalAsync(string sleutel, CancellationToken ct)
    {
        const string Sql = """
            update sessie set verloopt_op = least(@Verloopt, gemaakt_op + @Hoogstens), laatst_op = @Nu
            where id = @id and verloopt_op > @Nu and (laatst_op < @Nu - @Korrel or verloopt_op < least(@Drempel, gemaakt_op + @Hoogstens));
            select set_config('ambulant.persoon', coalesce((select persoon_id::text from sessie where id = @id and verloopt_op > @Nu), ''), true);
            select p.id, p.naam, s.nummer, s.ticket, s.verloopt_op, s.gemaakt_op, s.twee_stappen,
              exists (select from platformbeheerder b where b.persoon_id = p.id) as platformbeheerder
            from sessie s join persoon p on p.id = s.persoon_id where s.id = @id and s.verloopt_op > @Nu;
            select regio_id as regio, rol, school_id, organisatie_id from lidmaatschap
            where persoon_id = eigen_persoon() and tot is null and sinds <= @Vandaag
            order by regio_id, id limit 500;
            """;
        var nu = database.Nu;
        return database.LeesAsync<Sessie?>([], Sql, new
        {
            id = Hash(sleutel),
            Nu = nu,
            Verloopt = nu + Stilte,
            Drempel = nu + Stilte - Korrel,
            Hoogstens,
            Korrel,
            database.Vandaag,
        }, async antwoord =>
        {
            await antwoord.ReadAsync<string>();
            var persoon = await antwoord.ReadSingleOrDefaultAsync<Persoonrij>();
            var lid = await antwoord.ReadAsync<Lidrij>();
            return persoon is null
                ? null
                : new Sessie(
                    new Gebruiker(persoon.Id, persoon.Naam, [.. lid.Select(l => new Lidmaatschap(l.Regio, Enum.Parse<Rol>(l.Rol), l.SchoolId, l.OrganisatieId))]) { Platformbeheerder = persoon.Platformbeheerder },
                    persoon.Nummer,
                    persoon.Ticket,
                    persoon.VerlooptOp,
                    persoon.GemaaktOp + Hoogstens,
                    persoon.TweeStappen);
        }, ct);
    }

    public async Task BeeindigAsync(string sleutel, CancellationToken ct)
    {
        await using var verbinding = await database.OpenAsync(ct);
        await verbinding.ExecuteAsync(new CommandDefinition("delete from sessie where id = @id", new { id = Hash(sleutel) }, cancellationToken: ct));
    }

    /// <summary>Ends the sessions a provider says are over: one of its sessions, or all of a subject.</summary>
    public async Task<int> BeeindigVanProviderAsync(string issuer, string? subject, string? sid, CancellationToken ct)
    {
        const string Sql = """
            delete from sessie where issuer = @issuer and (@subject::text is null or subject = @subject) and (@sid::text is null or sid = @sid)
            """;
        if (subject is null && sid is null)
        {
            return 0;
        }

        await using var verbinding = await database.OpenAsync(ct);
        return await verbinding.ExecuteAsync(new CommandDefinition(Sql, new { issuer, subject, sid }, cancellationToken: ct));
    }

    /// <summary>
    /// Whose session this was, when it ended by itself not too long ago. Gives no access: it only says for whom a form that comes too late is
    /// kept. A session that someone ended is gone and was nobody's.
    /// </summary>
    public async Task<Guid?> WasVanAsync(string sleutel, CancellationToken ct)
    {
        const string Sql = "select persoon_id from sessie where id = @id and persoon_id is not null and verloopt_op <= @Nu and verloopt_op > @vanaf";
        await using var verbinding = await database.OpenAsync(ct);
        return await verbinding.QuerySingleOrDefaultAsync<Guid?>(new CommandDefinition(Sql, new { id = Hash(sleutel), database.Nu, vanaf = database.Nu - Nagalm }, cancellationToken: ct));
    }

    /// <summary>Deletes what is over. It gave no access any more.</summary>
    public async Task<int> RuimOpAsync(CancellationToken ct)
    {
        const string Sql = """
            update sessie set ticket = '' where verloopt_op <= @Nu and ticket <> '';
            delete from sessie where verloopt_op <= @vanaf or (verloopt_op <= @Nu and persoon_id is null);
            delete from getypt where vervalt_op <= @Nu
            """;
        await using var verbinding = await database.OpenAsync(ct);
        return await verbinding.ExecuteAsync(new CommandDefinition(Sql, new { database.Nu, vanaf = database.Nu - Nagalm }, cancellationToken: ct));
    }

    private static string Hash(string sleutel) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sleutel)));

    private sealed record Persoonrij(Guid Id, string Naam, Guid Nummer, byte[] Ticket, DateTimeOffset VerlooptOp, DateTimeOffset GemaaktOp, bool TweeStappen, bool Platformbeheerder);

    private sealed record Lidrij(string Regio, string Rol, Guid? SchoolId, Guid? OrganisatieId);
}
