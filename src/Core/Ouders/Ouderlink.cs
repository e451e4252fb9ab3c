using Ambulant.Core.Mail;
using Ambulant.Core.Opslag;

namespace Ambulant.Core.Ouders;

/// <summary>The personal link of a parent, for whatever the school asks. A new one withdraws the earlier one.</summary>
internal static class Ouderlink
{
    public static readonly TimeSpan Geldig = TimeSpan.FromDays(30);

    public sealed record Wie(Guid Id, string Naam, string? Email, bool Gezag);

    public static Task<Wie?> WieAsync(DbSessie sessie, DossierInHand dossier, Guid ouder)
    {
        const string Sql = "select id, naam, email, gezag from ouder where regio_id = @Regio and id = @ouder and leerling_id = @LeerlingId";
        return sessie.EenAsync<Wie>(Sql, new { sessie.Regio, ouder, dossier.LeerlingId });
    }

    public static async Task StuurAsync(DbSessie sessie, Postbus postbus, Guid dossier, Wie wie)
    {
        var sleutel = Geheim.Nieuw();
        await sessie.VoerUitAsync("delete from ouder_toegang where regio_id = @Regio and ouder_id = @Id and dossier_id = @dossier", new { sessie.Regio, wie.Id, dossier });
        const string Nieuw = """
            insert into ouder_toegang (regio_id, id, ouder_id, dossier_id, sleutel_hash, gemaakt_op, vervalt_op)
            values (@Regio, @id, @ouder, @dossier, @hash, @Nu, @vervalt)
            """;
        var vervalt = sessie.Nu + Geldig;
        await sessie.VoerUitAsync(Nieuw, new { sessie.Regio, id = Guid.CreateVersion7(), ouder = wie.Id, dossier, hash = Geheim.Hash(sleutel), sessie.Nu, vervalt });

        // Not even that it is about a child: mail is read on shared screens.
        await postbus.BerichtAsync(sessie, wie.Email!, "De school vraagt u om iets te lezen", $"""
            Dag {wie.Naam},

            De school vraagt u om iets te lezen. Open daarvoor deze link:

            {postbus.Link($"/{sessie.Regio}/ouder/{sleutel}")}

            De link is alleen voor u. Stuur deze mail niet door. De link werkt tot en met {Dag.Lang(Dag.Van(vervalt))}.

            Voor uw privacy staat in deze mail niet waar het over gaat. Twijfelt u of deze mail echt is? Bel dan de school.

            """.ReplaceLineEndings("\n"));
    }
}
