using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Ambulant.Core.Toegang;

/// <summary>The secret in an invitation's link. It exists in the mail only; the database has its hash.</summary>
internal static class Uitnodigingscode
{
    public static string Nieuw() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static byte[] Hash(string code) => SHA256.HashData(Encoding.UTF8.GetBytes(code));
}
