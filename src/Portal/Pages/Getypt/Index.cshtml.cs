using Ambulant.Core;
using System.Text.RegularExpressions;
using Ambulant.Core.Toegang;
using Ambulant.Portal.Opstart.Aanmelden;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;

namespace Ambulant.Portal.Pages.Getypt;

/// <summary>Text of a form that arrived when its session was over, for who typed it.</summary>
[VoorIedereenIngelogd]
public sealed partial class IndexModel(Huidig huidig, Getyptetekst getypt, GetyptTerughalen terughalen, GetyptWissen wissen) : PageModel
{
    public Getyptformulier? Formulier { get; private set; }

    public Guid Nummer { get; private set; }

    /// <summary>The page of the form, to open it anew.</summary>
    public string Pagina { get; private set; } = "/werk";

    public async Task OnGetAsync(Guid tekst, CancellationToken ct)
    {
        Nummer = tekst;
        Formulier = getypt.Sleutel(HttpContext) is { } sleutel ? await terughalen.LeesAsync(huidig.Wie, tekst, sleutel, ct) : null;
        if (Formulier is not null && !Terugweg.IsEigen(Formulier.Adres))
        {
            Formulier = null;
        }

        Pagina = Formulier is null ? "/werk" : ZonderHandler(Formulier.Adres);
    }

    public async Task<IActionResult> OnPostWeggooienAsync(Guid tekst, Guid verzoek, CancellationToken ct)
    {
        // Throwing away twice is throwing away once.
        _ = verzoek;
        await wissen.VoerUitAsync(huidig.Wie, tekst, ct);
        getypt.WisCookie(HttpContext, tekst);
        return this.NaarMetMelding("/werk", "De tekst is weggegooid.");
    }

    /// <summary>"Formulier.ZichtbaarAan" is shown as "Zichtbaar aan".</summary>
    public string Label(string naam)
    {
        var laatste = naam.TrimEnd(']').Split('.', '[')[^1].Replace('-', ' ');
        var woorden = Hoofdletter().Replace(laatste, m => " " + m.Value.ToLowerInvariant());
        return woorden.MetHoofdletter();
    }

    internal static string ZonderHandler(string adres)
    {
        var delen = adres.Split('?', 2);
        return delen.Length == 1 ? adres : delen[0] + QueryString.Create(QueryHelpers.ParseQuery(delen[1]).Where(q => q.Key != "handler"));
    }

    [GeneratedRegex("(?<=.)[A-Z]")]
    private static partial Regex Hoofdletter();
}
