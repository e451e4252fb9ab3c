using Ambulant.Core.Mail;
using Ambulant.Core.Opslag;

namespace Ambulant.Core.Toegang;

/// <summary>
/// Sends someone a link with which, once, the own sign-in can be bound to the person in Ambulant. A new invitation withdraws the ones
/// before it, so sending again is inviting again.
/// </summary>
public sealed class Uitnodigen(Database database, Postbus postbus) : IUseCase
{
    public static readonly TimeSpan Geldig = TimeSpan.FromDays(14);

    /// <summary>A regiobeheerder invites a member of the own region.</summary>
    public async Task<Resultaat<Guid>> VoerUitAsync(Gebruiker wie, string regio, Guid persoon, CancellationToken ct)
    {
        const string Lid = "select exists (select from lidmaatschap where regio_id = @regio and persoon_id = @persoon and tot is null)";
        if (!Rechten.Mag(Recht.PersonenBeheren, wie, regio))
        {
            return Resultaat.Onvindbaar;
        }

        await using var sessie = await database.BeginAsync(regio, ct);
        if (!await sessie.EenAsync<bool>(Lid, new { regio, persoon })
            || await SchrijfAsync(sessie, persoon, wie.PersoonId) is not { } uitnodiging)
        {
            return Resultaat.Onvindbaar;
        }

        await sessie.LegVastAsync("uitgenodigd", wie, Rol.Regiobeheerder, dossier: null, onderwerp: persoon);
        await sessie.VoltooiAsync();
        return Resultaat.Gelukt(uitnodiging.Id);
    }

    /// <summary>
    /// For a command on the server, where nobody is signed in yet. Returns the link, so that whoever runs the command can hand it over.
    /// </summary>
    public async Task<Resultaat<string>> VoerUitVanafServerAsync(Guid persoon, CancellationToken ct)
    {
        await using var sessie = await database.BeginAsync("", ct);
        if (await SchrijfAsync(sessie, persoon, door: null) is not { } uitnodiging)
        {
            return Resultaat.Onvindbaar;
        }

        await sessie.VoltooiAsync();
        return Resultaat.Gelukt(uitnodiging.Link);
    }

    /// <summary>Within the transaction of another act; that one has checked that the person may be invited.</summary>
    /// <param name="provider">The only one with which it can be used; null: any.</param>
    internal async Task<(Guid Id, string Link)?> SchrijfAsync(DbSessie sessie, Guid persoon, Guid? door, string? provider = null, bool perMail = true)
    {
        const string Wie = "select naam, email from persoon where id = @persoon for update";
        const string Sql = """
            update uitnodiging set ingetrokken_op = @Nu where persoon_id = @persoon and gebruikt_op is null and ingetrokken_op is null;
            insert into uitnodiging (id, persoon_id, code_hash, gemaakt_door, gemaakt_op, vervalt_op, provider_id) values (@id, @persoon, @hash, @door, @Nu, @vervalt, @provider);
            """;
        if (await sessie.EenAsync<Persoonrij>(Wie, new { persoon }) is not { } rij)
        {
            return null;
        }

        var (id, code) = (Guid.CreateVersion7(), Uitnodigingscode.Nieuw());
        var link = postbus.Link($"/uitnodiging/{code}");
        await sessie.VoerUitAsync(Sql, new { id, persoon, hash = Uitnodigingscode.Hash(code), door, sessie.Nu, vervalt = sessie.Nu + Geldig, provider });
        if (!perMail)
        {
            return (id, link);
        }

        await postbus.BerichtAsync(sessie, rij.Email, "Uitnodiging voor Ambulant", $"""
            Dag {rij.Naam},

            U bent uitgenodigd om te werken met Ambulant. In Ambulant werken scholen en begeleiders samen.

            Open deze link om de eerste keer in te loggen:

            {link}

            U logt in met het account van uw eigen school of organisatie. De link werkt één keer en is {Geldig.Days} dagen geldig.

            Kent u Ambulant niet? Dan hoeft u niets te doen.

            """);
        return (id, link);
    }

    private sealed record Persoonrij(string Naam, string Email);
}
