using Ambulant.Core;
using Ambulant.Core.Instemmingen;
using Ambulant.Core.Ouders;
using Ambulant.Core.Toegang;
using Ambulant.Portal.Look;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.VoorOuders;

[VoorOuder]
public sealed class IndexModel(Huidig huidig, OuderoverzichtLezen lezen, InstemmingLezen instemming) : PageModel
{
    public Ouderkop Ouder => huidig.Ouder;

    public Ouderoverzicht Overzicht { get; private set; } = null!;

    /// <summary>What the school asked this parent to agree with.</summary>
    public IReadOnlyList<Oudervraag> Vragen { get; private set; } = [];

    /// <summary>The phases as one short path.</summary>
    public Stappad Pad => new(
        [new("Van begin tot eind", [.. Overzicht.Fasen.Select(f => new StappadStap(f.Naam, f.Stand switch
        {
            Fasestand.Klaar => Stapstaat.Gedaan,
            Fasestand.Nu => Stapstaat.Nu,
            _ => Stapstaat.Later,
        }))])],
        "Waar de begeleiding nu is");

    public string Noem(Rol rol) => lezen.Noem(Ouder.Regio, rol);

    public string Keek(Kijker k)
    {
        var wie = k.Uzelf ? "Uzelf" : k.Naam is null ? "Een andere ouder" : $"{k.Naam} ({Noem(k.Rol)})";
        var keer = k.Keer == 1 ? "1 keer" : string.Create(Dag.Nederlands, $"{k.Keer} keer");
        return $"{wie}, {keer}{(k.MetNaam ? "" : ", zonder de naam van uw kind te zien")}";
    }

    public async Task OnGetAsync(CancellationToken ct)
    {
        Overzicht = await lezen.LeesAsync(Ouder, ct);
        Vragen = huidig.Regio.Blokken.Count > 0 ? await instemming.VragenAsync(Ouder, ct) : [];
    }
}
