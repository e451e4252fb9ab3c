using System.Security.Cryptography;

namespace Ambulant.Portal.Opstart.Aanmelden;

/// <summary>A number someone can read out to whoever helps; the log has the same one.</summary>
public static class Referentie
{
    private const string Tekens = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    public static string Nieuw() => RandomNumberGenerator.GetString(Tekens, 8);

    public static bool Is(string? tekst) => tekst is { Length: 8 } && tekst.All(Tekens.Contains);
}
