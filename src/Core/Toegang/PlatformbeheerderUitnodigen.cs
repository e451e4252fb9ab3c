using Ambulant.Core.Opslag;

namespace Ambulant.Core.Toegang;

/// <summary>
/// Makes a platformbeheerder, from the server, as the role that owns the tables: the portal itself cannot. The link is for whoever runs the command to
/// hand over; it is in no mail.
/// </summary>
public sealed class PlatformbeheerderUitnodigen(Database database, Uitnodigen uitnodigen) : IUseCase
{
    private const long Slot = 7265_2027;

    /// <param name="provider">The only provider with which the invitation can be used; one of the platform.</param>
    /// <param name="nogEen">There may be one already.</param>
    /// <returns>The link, which works once.</returns>
    public async Task<Resultaat<string>> VoerUitAsync(string? naam, string? email, string? provider, bool nogEen, CancellationToken ct)
    {
        var invoer = new Invoer();
        naam = invoer.Tekst("Naam", naam, "de naam", 120);
        var adres = invoer.Email("Email", email);
        if (adres is null && invoer.Goed)
        {
            invoer.Fout("Email", "Vul het e-mailadres in.");
        }

        await using var sessie = await database.BeginAsync("", ct);

        // Two at once must not both be the first.
        await sessie.VoerUitAsync("select pg_advisory_xact_lock(@Slot)", new { Slot });
        const string Kies = $"{Providerrij.Kies} where id = @provider and actief and beheerd_door is null";
        switch ((await sessie.EenAsync<Providerrij>(Kies, new { provider = provider ?? "" }))?.Provider)
        {
            case null:
                // Whoever manages the provider decides who its people are.
                invoer.Fout("Provider", "Noem een inlogserver die in gebruik is en die het platform beheert, niet een regio.");
                break;
            case { ToontTweeStappen: false }:
                invoer.Fout("Provider", "Deze inlogserver (Entree Federatie of Google) laat niet zien of iemand in twee stappen inlogt. Kies een andere inlogserver.");
                break;
        }

        if (!nogEen && await sessie.EenAsync<bool>("select exists (select from platformbeheerder)"))
        {
            invoer.Fout("", "Er is al een platformbeheerder. Wilt u er nog een, of is de uitnodiging verlopen? Zet er dan --nog-een achter.");
        }

        if (!invoer.Goed)
        {
            return invoer.Weigering;
        }

        var persoon = await PlatformbeheerderVastleggen.SchrijfAsync(sessie, naam, adres!);
        var (_, link) = (await uitnodigen.SchrijfAsync(sessie, persoon, door: null, provider, perMail: false))!.Value;
        await Platformspoor.SchrijfAsync(sessie, null, "platformbeheerder uitgenodigd", adres!);
        await sessie.VoltooiAsync();
        return Resultaat.Gelukt(link);
    }
}

/// <summary>Makes someone platformbeheerder without an invitation, for who installs or loads.</summary>
public sealed class PlatformbeheerderVastleggen(Database database) : IUseCase
{
    public async Task<Guid> VoerUitAsync(string naam, string email, CancellationToken ct)
    {
        await using var sessie = await database.BeginAsync("", ct);
        var persoon = await SchrijfAsync(sessie, naam, email);
        await sessie.VoltooiAsync();
        return persoon;
    }

    internal static async Task<Guid> SchrijfAsync(DbSessie sessie, string naam, string email)
    {
        var persoon = await PersoonVastleggen.PersoonAsync(sessie, naam, email);
        await sessie.VoerUitAsync("insert into platformbeheerder (persoon_id, sinds) values (@persoon, @Vandaag) on conflict do nothing", new { persoon, sessie.Vandaag });
        return persoon;
    }
}

/// <summary>Takes the role away, from the server. It holds from the next request.</summary>
public sealed class PlatformbeheerderBeeindigen(Database database) : IUseCase
{
    public async Task<Resultaat<bool>> VoerUitAsync(string? email, CancellationToken ct)
    {
        await using var sessie = await database.BeginAsync("", ct);
        const string Weg = "delete from platformbeheerder where persoon_id in (select id from persoon where lower(email) = lower(@email))";
        const string Uitnodiging = """
            update uitnodiging set ingetrokken_op = @Nu where gebruikt_op is null and ingetrokken_op is null and provider_id is not null
              and persoon_id in (select id from persoon where lower(email) = lower(@email))
            """;
        if (await sessie.VoerUitAsync(Weg, new { email = email ?? "" }) == 0)
        {
            return Resultaat.Geweigerd("Email", "Er is geen platformbeheerder met dit e-mailadres.");
        }

        await sessie.VoerUitAsync(Uitnodiging, new { email, sessie.Nu });
        await Platformspoor.SchrijfAsync(sessie, null, "platformbeheerder beeindigd", email!);
        await sessie.VoltooiAsync();
        return Resultaat.Gelukt(true);
    }
}

/// <summary>A platformbeheerder as another one sees it.</summary>
public sealed record Platformregel(string Naam, string Email, DateOnly Sinds, bool KanInloggen);

public sealed class PlatformbeheerdersVinden(Database database) : IUseCase
{
    public Task<List<Platformregel>> LeesAsync(CancellationToken ct)
    {
        const string Sql = """
            select p.naam, p.email, b.sinds, exists (select from persoon_identiteit i where i.persoon_id = p.id) as kan_inloggen
            from platformbeheerder b join persoon p on p.id = b.persoon_id order by p.naam, p.id limit 100
            """;
        return database.LijstAsync<Platformregel>("", Sql, null, ct);
    }
}
