using Ambulant.Core.Documenten;
using Ambulant.Core.Toegang;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Dossiers.Documenten;

/// <summary>Hands a document over to be kept as a file. A browser never shows it as a page of the portal: it came from outside.</summary>
[Download]
[Vereist(Recht.DossierVolledigZien)]
public sealed class DownloadenModel(Huidig huidig, DocumentenLezen lezen) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid document, CancellationToken ct)
    {
        if (await lezen.InhoudAsync(huidig.Dossier, document, ct) is not { } stuk)
        {
            return NotFound();
        }

        Response.Headers.XContentTypeOptions = "nosniff";
        Response.Headers.ContentSecurityPolicy = "default-src 'none'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'; sandbox";
        Response.Headers.CacheControl = "no-store";
        return File(stuk.Inhoud, "application/octet-stream", stuk.Naam);
    }
}
