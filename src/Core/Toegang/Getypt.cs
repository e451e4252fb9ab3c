using System.Security.Cryptography;
using System.Text.Json;
using Ambulant.Core.Opslag;
using Dapper;

namespace Ambulant.Core.Toegang;

/// <summary>A form as someone sent it.</summary>
/// <param name="Adres">Where it was sent to, on this portal.</param>
/// <param name="MetBestand">There was a file with it, which is not kept.</param>
public sealed record Getyptformulier(string Adres, IReadOnlyList<Getyptveld> Velden, bool MetBestand);

public sealed record Getyptveld(string Naam, string Waarde);

/// <summary>Keeps what someone typed when the session turned out to be over, for the same person in the same browser.</summary>
public sealed class GetyptBewaren(Database database) : IUseCase
{
    public static readonly TimeSpan Duur = TimeSpan.FromHours(1);

    private const int Grens = 2 * 1024 * 1024;
    private const int PerPersoon = 20;

    /// <returns>The number of the row and the key to it, which is for the browser only; null when it is too much to keep.</returns>
    public async Task<(Guid Nummer, string Sleutel)?> VoerUitAsync(Guid persoon, Getyptformulier formulier, CancellationToken ct)
    {
        const string Sql = """
            delete from getypt where id in (select id from getypt where persoon_id = @persoon order by gemaakt_op desc offset @Eerdere);
            insert into getypt (id, persoon_id, inhoud, gemaakt_op, vervalt_op) values (@nummer, @persoon, @inhoud, @Nu, @vervalt)
            """;
        var nummer = Guid.CreateVersion7();
        var (inhoud, sleutel) = Getyptslot.Sluit(nummer, persoon, formulier);
        if (inhoud.Length > Grens)
        {
            return null;
        }

        await using var verbinding = await database.OpenAsync(ct);
        await verbinding.ExecuteAsync(new CommandDefinition(Sql, new { nummer, persoon, inhoud, database.Nu, vervalt = database.Nu + Duur, Eerdere = PerPersoon - 1 }, cancellationToken: ct));
        return (nummer, sleutel);
    }
}

/// <summary>Gives it back to who typed it, in the browser it was typed in.</summary>
public sealed class GetyptTerughalen(Database database) : IUseCase
{
    /// <summary>Null: not there, over, of someone else, or without its key. Nobody learns which.</summary>
    public async Task<Getyptformulier?> LeesAsync(Gebruiker wie, Guid nummer, string sleutel, CancellationToken ct)
    {
        const string Sql = "select inhoud from getypt where id = @nummer and persoon_id = @PersoonId and vervalt_op > @Nu";
        await using var verbinding = await database.OpenAsync(ct);
        return await verbinding.QuerySingleOrDefaultAsync<byte[]>(new CommandDefinition(Sql, new { nummer, wie.PersoonId, database.Nu }, cancellationToken: ct)) is { } inhoud
            ? Getyptslot.Open(nummer, wie.PersoonId, inhoud, sleutel)
            : null;
    }
}

public sealed class GetyptWissen(Database database) : IUseCase
{
    public async Task VoerUitAsync(Gebruiker wie, Guid nummer, CancellationToken ct)
    {
        await using var verbinding = await database.OpenAsync(ct);
        await verbinding.ExecuteAsync(new CommandDefinition("delete from getypt where id = @nummer and persoon_id = @PersoonId", new { nummer, wie.PersoonId }, cancellationToken: ct));
    }
}

/// <summary>Encrypts with a key that is used once and never stored. Whose it is and its number are bound in: a row cannot pass for another.</summary>
internal static class Getyptslot
{
    private const int Nonce = 12;
    private const int Merk = 16;

    public static (byte[] Inhoud, string Sleutel) Sluit(Guid nummer, Guid persoon, Getyptformulier formulier)
    {
        var sleutel = RandomNumberGenerator.GetBytes(32);
        var klaar = JsonSerializer.SerializeToUtf8Bytes(formulier);
        var inhoud = new byte[Nonce + klaar.Length + Merk];
        var nonce = inhoud.AsSpan(0, Nonce);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(sleutel, Merk);
        aes.Encrypt(nonce, klaar, inhoud.AsSpan(Nonce, klaar.Length), inhoud.AsSpan(Nonce + klaar.Length), Bij(nummer, persoon));
        return (inhoud, Convert.ToHexStringLower(sleutel));
    }

    public static Getyptformulier? Open(Guid nummer, Guid persoon, byte[] inhoud, string sleutel)
    {
        try
        {
            using var aes = new AesGcm(Convert.FromHexString(sleutel), Merk);
            var lengte = inhoud.Length - Nonce - Merk;
            var klaar = new byte[lengte];
            aes.Decrypt(inhoud.AsSpan(0, Nonce), inhoud.AsSpan(Nonce, lengte), inhoud.AsSpan(Nonce + lengte), klaar, Bij(nummer, persoon));
            return JsonSerializer.Deserialize<Getyptformulier>(klaar);
        }
        catch (Exception e) when (e is CryptographicException or FormatException or ArgumentException)
        {
            return null;
        }
    }

    private static byte[] Bij(Guid nummer, Guid persoon) => [.. nummer.ToByteArray(), .. persoon.ToByteArray()];
}
