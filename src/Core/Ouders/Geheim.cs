using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Ambulant.Core.Ouders;

/// <summary>What only a parent has: the key in the link, the code in the mail, the key in the cookie. Only hashes are kept.</summary>
internal static class Geheim
{
    public static string Nieuw() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static byte[] Hash(string geheim) => SHA256.HashData(Encoding.UTF8.GetBytes(geheim));

    public static string NieuweCode() => RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture);

    // With the key of the link in it: a million codes are tried in no time by who reads only the table.
    public static byte[] CodeHash(string sleutel, string code) => Hash($"{sleutel}:{code}");

    /// <summary>The id of the row of a session, from the key in the cookie.</summary>
    public static string Sessie(string sleutel) => Convert.ToHexStringLower(Hash(sleutel));
}
