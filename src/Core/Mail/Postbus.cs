using Ambulant.Core.Opslag;

namespace Ambulant.Core.Mail;

/// <summary>Where the portal is found from outside, without a slash at the end; for links in mails.</summary>
public sealed record Portaaladres(string Adres);

/// <summary>
/// Puts mails in the outbox, in the transaction of the act they tell of. A mail says that there is something to do and where;
/// never anything about a child.
/// </summary>
public sealed class Postbus(Portaaladres portaal)
{
    /// <summary>To people at work: a task or message waits.</summary>
    internal Task TaakAsync(DbSessie sessie, Guid persoon, string pad)
    {
        const string Sql = """
            insert into mail_uit (id, aan, onderwerp, tekst, gemaakt_op, volgende_poging_op)
            select @id, p.email, 'Er staat iets voor u klaar in Ambulant', 'Dag ' || p.naam || ',' || @tekst, @Nu, @Nu from persoon p where p.id = @persoon
            """;
        var tekst = $"\n\nIn Ambulant staat iets voor u klaar. Log in om te zien wat u kunt doen:\n\n{portaal.Adres}{pad}\n\nUit zorg voor de privacy staat in deze mail niet waar het over gaat.\n";
        return sessie.VoerUitAsync(Sql, new { id = Guid.CreateVersion7(), persoon, tekst, sessie.Nu });
    }

    /// <summary>To any address, with a text of its own. The caller makes sure that it says nothing about a child.</summary>
    internal Task BerichtAsync(DbSessie sessie, string aan, string onderwerp, string tekst)
    {
        const string Sql = "insert into mail_uit (id, aan, onderwerp, tekst, gemaakt_op, volgende_poging_op) values (@id, @aan, @onderwerp, @tekst, @Nu, @Nu)";
        return sessie.VoerUitAsync(Sql, new { id = Guid.CreateVersion7(), aan, onderwerp, tekst, sessie.Nu });
    }

    internal string Link(string pad) => portaal.Adres + pad;
}
