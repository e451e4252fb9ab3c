using Microsoft.AspNetCore.Http.HttpResults;

namespace Ambulant.Portal.Opstart.Aanmelden;

/// <summary>Where someone wanted to go before signing in.</summary>
public static class Terugweg
{
    private static readonly string[] NietDaarheen = ["/inloggen", "/uitloggen", "/uitnodiging", "/twee-stappen", "/oidc"];

    /// <summary>Whether it is a page of this portal that makes sense after signing in.</summary>
    public static bool IsEigen(string? pad) =>
        pad is { Length: > 0 and <= 1000 } && pad[0] == '/' && RedirectHttpResult.IsLocalUrl(pad) && !pad.Any(char.IsControl) && !pad.Contains('\\', StringComparison.Ordinal)
        && !NietDaarheen.Any(n => new PathString(pad.Split('?', '#')[0]).StartsWithSegments(n, StringComparison.OrdinalIgnoreCase));

    public static string Of(string? pad, string anders) => IsEigen(pad) ? pad! : anders;
}
