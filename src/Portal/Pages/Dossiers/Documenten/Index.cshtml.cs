using Ambulant.Core.Documenten;
using Ambulant.Core.Dossiers;
using Ambulant.Core.Toegang;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Dossiers.Documenten;

[Vereist(Recht.DossierVolledigZien)]
public sealed class IndexModel(Huidig huidig, DocumentenLezen lezen) : PageModel
{
    public Dossierkop Kop => huidig.Dossier;

    public IReadOnlyList<Document> Documenten { get; private set; } = [];

    public bool MagWeg(Document document) => document.PersoonId == huidig.Wie.PersoonId || Kop.Rollen.Contains(Rol.InternBegeleider);

    public async Task OnGetAsync(CancellationToken ct) => Documenten = await lezen.LijstAsync(Kop, ct);
}
