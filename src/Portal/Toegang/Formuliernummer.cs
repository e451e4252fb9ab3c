using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Ambulant.Portal.Toegang;

/// <summary>
/// Makes the number of a form out of the number it was given and everything that was typed. A double click sends the same twice and is
/// one; someone who goes back, types on and sends again sends something else, which may not pass for what was done already.
/// </summary>
internal static class Formuliernummer
{
    private const string Veld = "Verzoek";

    // Given anew with every form, so it says nothing of what was typed.
    private const string Echtheid = "__RequestVerificationToken";

    /// <summary>Replaces the number in whatever the handler or the page has bound it to. Call only when a number was sent.</summary>
    public static async Task ZetAsync(PageHandlerExecutingContext context)
    {
        var formulier = context.HttpContext.Request.Form;
        if (!formulier.ContainsKey(Veld))
        {
            return;
        }

        var nummer = await BerekenAsync(context.HttpContext.Request.Path, formulier, context.HttpContext.RequestAborted);
        foreach (var argument in context.HandlerMethod!.Parameters.Where(p => string.Equals(p.Name, Veld, StringComparison.OrdinalIgnoreCase)))
        {
            context.HandlerArguments[argument.Name] = nummer;
        }

        if (context.HandlerInstance.GetType().GetProperty(Veld) is { CanWrite: true } eigenschap && eigenschap.PropertyType == typeof(Guid))
        {
            eigenschap.SetValue(context.HandlerInstance, nummer);
        }
    }

    private static async Task<Guid> BerekenAsync(string pad, IFormCollection formulier, CancellationToken ct)
    {
        using var som = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Voeg(som, pad);
        foreach (var (naam, waarden) in formulier.Where(v => v.Key != Echtheid).OrderBy(v => v.Key, StringComparer.Ordinal))
        {
            Voeg(som, naam);
            foreach (var waarde in waarden)
            {
                Voeg(som, waarde ?? "");
            }
        }

        foreach (var bestand in formulier.Files.OrderBy(f => f.Name, StringComparer.Ordinal))
        {
            Voeg(som, $"{bestand.Name}/{bestand.FileName}");
            await using var inhoud = bestand.OpenReadStream();
            som.AppendData(await SHA256.HashDataAsync(inhoud, ct));
        }

        return new Guid(som.GetHashAndReset().AsSpan(0, 16));
    }

    // With its length before it, so that two fields cannot pass for one.
    private static void Voeg(IncrementalHash som, string tekst)
    {
        var bytes = Encoding.UTF8.GetBytes(tekst);
        som.AppendData(BitConverter.GetBytes(bytes.Length));
        som.AppendData(bytes);
    }
}
