using Ambulant.Core.Bewaren;
using Ambulant.Core.Toegang;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Dossiers.Overdragen;

/// <summary>The ZIP, written straight to the answer. Its name says nothing about the leerling: names of downloads turn up in many places.</summary>
[Download]
[Vereist(Recht.DossierOverdragen)]
public sealed class BestandModel(Huidig huidig, Overdracht overdracht) : PageModel
{
    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var inhoud = await overdracht.NeemAsync(huidig.Wie, huidig.Regio.Sleutel, huidig.Dossier.Id, ct);
        if (!inhoud.IsGelukt)
        {
            // The page itself says why it cannot be done yet.
            return inhoud.NietGevonden ? NotFound() : LocalRedirect($"{huidig.Dossier.Adres}/overdragen");
        }

        Response.ContentType = "application/zip";
        Response.Headers.ContentDisposition = $"attachment; filename=\"dossier-{huidig.Dossier.Nummer}.zip\"";
        Response.Headers.CacheControl = "no-store";
        await overdracht.SchrijfAsync(inhoud.Waarde!, Response.Body, ct);
        return new EmptyResult();
    }
}
