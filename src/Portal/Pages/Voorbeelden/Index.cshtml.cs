using System.ComponentModel.DataAnnotations;
using Ambulant.Core.Regios;
using Ambulant.Portal.Look;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Voorbeelden;

/// <summary>Every component in every state, with invented content. Development only: see Look/Opstart.cs.</summary>
[AllowAnonymous]
public sealed class IndexModel(Regioregister regios) : PageModel
{
    [BindProperty]
    public VoorbeeldFormulier Formulier { get; set; } = new("Wat heeft Sterre nodig om een taak af te maken?", "", null, null, null, "03-11-2026", ["vot"], null, false, null);

    [BindProperty(SupportsGet = true)]
    public string? Layout { get; set; }

    public static IReadOnlyList<Keuze> Uitkomsten =>
    [
        new("positief", "Positief", "Het traject kan beginnen."),
        new("aanvullen", "Aanvullen", "De school vult de aanvraag aan."),
        new("negatief", "Negatief"),
    ];

    public static IReadOnlyList<Keuze> Overleggen => [new("vot", "Voor-ondersteuningsteam"), new("ot", "Ondersteuningsteam"), new("mdo", "Multidisciplinair overleg")];

    public static IReadOnlyList<Keuze> Gebieden => [new("gedrag", "Gedrag en taakwerkhouding"), new("rekenen", "Rekenen, lezen, spraak en taal"), new("motoriek", "Motoriek")];

    public static Stappad Pad => new(
    [
        new("Vooraf",
        [
            new("Signaleren en bespreken", Stapstaat.Gedaan, "Lotte Verzonnen", "/voorbeelden", "1 september"),
            new("Bespreken in het vot", Stapstaat.Gedaan, "Karim Voorbeeld", "/voorbeelden", "15 september"),
        ]),
        new("Aanvraag",
        [
            new("Eerste contact", Stapstaat.Gedaan, "Ans Bedacht", "/voorbeelden", "22 september"),
            new("Toestemming ouders", Stapstaat.Wacht, "2 ouders", null, "gevraagd op 3 november"),
            new("Aanvraag extra ondersteuning", Stapstaat.Nu, "u", "/voorbeelden", "voor 20 november"),
            new("Besluit", Stapstaat.Later, "besluitnemer"),
        ]),
        new("Uitvoering",
        [
            new("Kennismaking en intake", Stapstaat.Later, "ib-er, begeleider, ouders"),
            new("Observatie en gesprek", Stapstaat.Later, "begeleider"),
        ]),
        new("Afsluiting", [new("Eindevaluatie en eindgesprek", Stapstaat.Later), new("Overdragen en verwijderen", Stapstaat.Later)]),
    ]);

    public IActionResult OnGet(string? staat, string? thema, int aantal = 1)
    {
        Aankleden(thema, aantal);
        if (staat == "fouten")
        {
            ModelState.SetModelValue("Formulier.Datum", "31-02-2026", "31-02-2026");
            ModelState.SetModelValue("Formulier.Naam", "<b>Sterre & co</b>", "<b>Sterre & co</b>");
            Fouten();
        }
        if (staat == "melding")
        {
            TempData["Melding"] = "De aanvraag is bewaard.";
        }
        return Page();
    }

    public IActionResult OnPost()
    {
        Aankleden(null, 1);
        Fouten();
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    private void Fouten()
    {
        ModelState.AddModelError("Formulier.Hulpvraag", "Schrijf de hulpvraag als één duidelijke vraag.");
        ModelState.AddModelError("Formulier.Naam", "Vul de naam in zoals de school die kent.");
        ModelState.AddModelError("Formulier.Datum", "Vul een datum in die bestaat, bijvoorbeeld 03-11-2026.");
        ModelState.AddModelError("Formulier.Uitkomst", "Kies een uitkomst.");
        ModelState.AddModelError("Formulier.Overleg", "Kies ten minste één overleg.");
        ModelState.AddModelError("Formulier.Gebied", "Kies een gebied.");
        ModelState.AddModelError("Formulier.Bijlage", "Dit bestand is te groot. Kies een bestand van hoogstens 20 MB.");
        ModelState.AddModelError("Formulier.Gelezen", "Bevestig dat u de aanvraag hebt nagelezen.");
        ModelState.AddModelError("", "Iemand anders heeft deze stap intussen gewijzigd.");
    }

    private void Aankleden(string? thema, int aantal)
    {
        ViewData["Titel"] = Layout == "ouder" ? "Toestemming voor ambulante begeleiding" : "Voorbeelden";
        ViewData["Persoon"] = "Lotte Verzonnen";
        ViewData["Thema"] = regios.Alle.FirstOrDefault(r => r.Sleutel == thema)?.Sleutel ?? regios.Alle.First().Sleutel;
        ViewData["Kruimels"] = new List<Kruimel> { new("Mijn werk", "/werk"), new("Dossiers", "/dossiers"), new("Voorbeelden") };
        string[] namen = ["De Liemers", "Noord-Kennemerland", "Verzonnen Vallei"];
        ViewData["Navigatie"] = new Navigatie(
            [new("Mijn werk", "/werk")],
            [.. namen.Take(aantal).Select(n => new NavigatieRegio(n, [new("Leerlingen", "/leerlingen"), new("Dossiers", "/voorbeelden"), new("Hulpvragen", "/hulpvragen")]))]);
    }
}

public sealed record VoorbeeldFormulier(
    string? Hulpvraag,
    string? Naam,
    string? Mail,
    [StringLength(4000)] string? Toelichting,
    string? Uitkomst,
    string? Datum,
    string[]? Overleg,
    string? Gebied,
    bool Gelezen,
    IFormFile? Bijlage);
