using System.Security.Cryptography;
using Ambulant.Core.Mail;
using Ambulant.Core.Opslag;
using Ambulant.Core.Toegang;
using Dapper;

namespace Ambulant.Core.Ouders;

public enum Codestand
{
    /// <summary>The link does not work (any more): unknown, expired, withdrawn or guessed too often.</summary>
    GeenLink,

    /// <summary>The code is on its way.</summary>
    Gestuurd,

    /// <summary>Too many codes in an hour.</summary>
    TeVaak,

    Fout,

    /// <summary>The code is too old, used, or guessed too often.</summary>
    NieuweCodeNodig,

    Goed,
}

/// <summary>
/// Lets a parent in without an account: a personal link, and a code by mail each time. Opening the link does nothing by itself,
/// because mail scanners open links too.
/// </summary>
public sealed class OuderInloggen(Database database, Postbus postbus) : IUseCase
{
    /// <summary>How long a parent stays in.</summary>
    public static readonly TimeSpan Duur = TimeSpan.FromMinutes(60);

    private const int PogingenPerCode = 5;
    private const int CodesPerUur = 5;

    // Wrong codes of one link together: then it is no parent who types.
    private const int FoutenPerLink = 25;

    private static readonly TimeSpan Codeduur = TimeSpan.FromMinutes(10);

    public async Task<bool> WerktAsync(string regio, string sleutel, CancellationToken ct)
    {
        await using var sessie = await database.BeginAsync(regio, ct);
        return await NeemAsync(sessie, sleutel) is not null;
    }

    public async Task<Codestand> StuurCodeAsync(string regio, string sleutel, CancellationToken ct)
    {
        await using var sessie = await database.BeginAsync(regio, ct);
        if (await NeemAsync(sessie, sleutel) is not { } link)
        {
            return Codestand.GeenLink;
        }

        // Pressed twice: one mail.
        if (link.CodeVervaltOp is { } tot && tot - Codeduur > sessie.Nu - TimeSpan.FromSeconds(20))
        {
            return Codestand.Gestuurd;
        }

        var ditUur = link.CodesSinds > sessie.Nu - TimeSpan.FromHours(1);
        if (ditUur && link.Codes >= CodesPerUur)
        {
            return Codestand.TeVaak;
        }

        const string Zet = """
            update ouder_toegang set code_hash = @hash, code_vervalt_op = @vervalt, code_pogingen = 0, codes = @codes, codes_sinds = @sinds
            where regio_id = @regio and id = @Id
            """;
        var code = Geheim.NieuweCode();
        await sessie.VoerUitAsync(Zet, new
        {
            regio,
            link.Id,
            hash = Geheim.CodeHash(sleutel, code),
            vervalt = sessie.Nu + Codeduur,
            codes = ditUur ? link.Codes + 1 : 1,
            sinds = ditUur ? link.CodesSinds!.Value : sessie.Nu,
        });
        await postbus.BerichtAsync(sessie, link.Email, "Uw code", $"""
            Dag {link.Naam},

            Uw code is: {code}

            Typ deze code op de pagina die u net opende. De code werkt 10 minuten.

            Hebt u niet om een code gevraagd? Dan hoeft u niets te doen. Geef de code aan niemand.

            """.ReplaceLineEndings("\n"));
        await sessie.VoltooiAsync();
        return Codestand.Gestuurd;
    }

    /// <returns>With <see cref="Codestand.Goed"/>: the key for the cookie.</returns>
    public async Task<(Codestand Stand, string? Sessie)> LogInAsync(string regio, string sleutel, string? code, CancellationToken ct)
    {
        await using var sessie = await database.BeginAsync(regio, ct);
        if (await NeemAsync(sessie, sleutel) is not { } link)
        {
            return (Codestand.GeenLink, null);
        }

        if (link.CodeHash is null || !(link.CodeVervaltOp > sessie.Nu) || link.CodePogingen >= PogingenPerCode)
        {
            return (Codestand.NieuweCodeNodig, null);
        }

        var getypt = new string([.. (code ?? "").Where(char.IsAsciiDigit).Take(12)]);
        if (!CryptographicOperations.FixedTimeEquals(link.CodeHash, Geheim.CodeHash(sleutel, getypt)))
        {
            // An empty or half code is a slip, not a guess.
            if (getypt.Length != 6)
            {
                return (Codestand.Fout, null);
            }

            const string Mis = "update ouder_toegang set code_pogingen = code_pogingen + 1, fouten = fouten + 1 where regio_id = @regio and id = @Id";
            const string Weg = "delete from ouder_toegang where regio_id = @regio and id = @Id";
            await sessie.VoerUitAsync(link.Fouten + 1 >= FoutenPerLink ? Weg : Mis, new { regio, link.Id });
            await sessie.VoltooiAsync();
            return (link.CodePogingen + 1 >= PogingenPerCode ? Codestand.NieuweCodeNodig : Codestand.Fout, null);
        }

        // Beside the sessions of people who work; persoon_id stays empty and sid holds the region of the link in subject.
        const string Binnen = """
            update ouder_toegang set code_hash = null, code_vervalt_op = null where regio_id = @regio and id = @Id;
            insert into sessie (id, issuer, subject, sid, ticket, gemaakt_op, verloopt_op) values (@sessieId, 'ouder', @Id::text, @regio, '', @Nu, @verloopt);
            """;
        var cookie = Geheim.Nieuw();
        await sessie.VoerUitAsync(Binnen, new { regio, link.Id, sessieId = Geheim.Sessie(cookie), sessie.Nu, verloopt = sessie.Nu + Duur });
        await sessie.LegVastAsync("ouder-ingelogd", null, Rol.Ouder, link.DossierId, ouder: link.OuderId);
        await sessie.VoltooiAsync();
        return (Codestand.Goed, cookie);
    }

    public async Task LogUitAsync(string cookie, CancellationToken ct)
    {
        await using var verbinding = await database.OpenAsync(ct);
        await verbinding.ExecuteAsync(new CommandDefinition("delete from sessie where id = @id and issuer = 'ouder'", new { id = Geheim.Sessie(cookie) }, cancellationToken: ct));
    }

    private static Task<Linkrij?> NeemAsync(DbSessie sessie, string sleutel)
    {
        const string Sql = """
            select t.id, t.ouder_id, t.dossier_id, o.naam, o.email, t.code_hash, t.code_vervalt_op, t.code_pogingen, t.codes, t.codes_sinds, t.fouten
            from ouder_toegang t join ouder o on o.regio_id = t.regio_id and o.id = t.ouder_id
            where t.regio_id = @Regio and t.sleutel_hash = @hash and t.vervalt_op > @Nu and o.gezag and o.email is not null
            for update of t
            """;
        return sessie.EenAsync<Linkrij>(Sql, new { sessie.Regio, hash = Geheim.Hash(sleutel), sessie.Nu });
    }

    private sealed record Linkrij(
        Guid Id, Guid OuderId, Guid DossierId, string Naam, string Email, byte[]? CodeHash, DateTimeOffset? CodeVervaltOp, int CodePogingen, int Codes,
        DateTimeOffset? CodesSinds, int Fouten);
}
