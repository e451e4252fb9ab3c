using Ambulant.Portal.Opstart.Aanmelden;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Inloggen;

[AllowAnonymous]
public sealed class MisluktModel : PageModel
{
    public string Reden { get; private set; } = "fout";

    public string? Nummer { get; private set; }

    public void OnGet(string? reden, string? nummer)
    {
        Reden = reden is "afgebroken" or "storing" ? reden : "fout";
        Nummer = Referentie.Is(nummer) ? nummer : null;
        Response.StatusCode = Reden == "storing" ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status400BadRequest;
    }
}
