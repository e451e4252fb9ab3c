using Ambulant.Core;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Toegang;

/// <summary>Turns what came of a use case into an answer.</summary>
internal static class Antwoorden
{
    /// <summary>Done: the redirect. Refused: the same page, 400, each reason beside its field. Not there: 404.</summary>
    /// <param name="formulier">Name of the bound property, as in "Formulier"; prefixed to the fields of the refusal.</param>
    public static async Task<IActionResult> AntwoordAsync<T>(this PageModel pagina, Resultaat<T> resultaat, string formulier, Func<T, IActionResult> gelukt, Func<Task> opnieuw)
    {
        if (resultaat.NietGevonden)
        {
            return pagina.NotFound();
        }

        if (resultaat.IsGelukt)
        {
            return gelukt(resultaat.Waarde!);
        }

        foreach (var weigering in resultaat.Weigeringen)
        {
            pagina.ModelState.AddModelError(weigering.Veld.Length == 0 ? "" : $"{formulier}.{weigering.Veld}", weigering.Bericht);
        }

        await opnieuw();
        pagina.Response.StatusCode = StatusCodes.Status400BadRequest;
        return pagina.Page();
    }

    /// <summary>Redirect with a message that the next page shows once.</summary>
    public static IActionResult NaarMetMelding(this PageModel pagina, string adres, string melding)
    {
        pagina.TempData["Melding"] = melding;
        return pagina.LocalRedirect(adres);
    }
}
