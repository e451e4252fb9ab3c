using Ambulant.Core;
using Ambulant.Core.Hulpvragen;
using Ambulant.Core.Routes;
using Ambulant.Core.Toegang;
using Ambulant.Portal.Look;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Hulpvragen;

/// <summary>From what a leerkracht sees to a dossier, in a few small pages. What was typed travels along in the form itself; nothing is kept until the end.</summary>
[Vereist(Recht.HulpvraagIndienen)]
public sealed class IndienenModel(Huidig huidig, HulpvraagFormulier lezen, HulpvraagIndienen indienen) : PageModel
{
    /// <summary>The value of the last button.</summary>
    private const string Klaar = "indienen";

    [BindProperty]
    public Hulpvraagformulier Formulier { get; set; } = new();

    [BindProperty]
    public Guid Verzoek { get; set; }

    /// <summary>The part that was on the screen.</summary>
    [BindProperty]
    public Hulpvraagdeel Deel { get; set; }

    /// <summary>The summary was seen: after a change one goes back there.</summary>
    [BindProperty]
    public bool Nagelezen { get; set; }

    public Hulpvraagkeuzes Keuzes { get; private set; } = null!;

    /// <summary>The parts that have something to ask.</summary>
    public IReadOnlyList<Hulpvraagdeel> Delen => [.. Enum.GetValues<Hulpvraagdeel>().Where(d => d switch
    {
        Hulpvraagdeel.Route => Keuzes.Routes.Count > 1,
        Hulpvraagdeel.Leerling => Onderwerp is Onderwerp.Leerling && Keuzes.Leerlingen.Count > 0,
        Hulpvraagdeel.NieuweLeerling => Onderwerp is Onderwerp.Leerling ? IsNieuw : Onderwerp is Onderwerp.Groep || Keuzes.Scholen.Count > 1,
        _ => true,
    })];

    /// <summary>What it is about; a leerling until something else is chosen.</summary>
    public Onderwerp Onderwerp => Keuzes.Route?.Onderwerp ?? Onderwerp.Leerling;

    public bool IsNieuw => Onderwerp is Onderwerp.Leerling && Formulier.Leerling == HulpvraagIndienen.NieuweLeerling;

    public IEnumerable<Keuze> Routes => Keuzes.Routes.Select(r => new Keuze(r.Waarde, r.Onderwerp switch
    {
        Onderwerp.Groep => $"{r.Naam}, voor een groep",
        Onderwerp.School => $"{r.Naam}, voor de school",
        _ => r.Naam,
    }, r.Uitleg));

    public Leerlingkeuze? Gekozen => Keuzes.Leerling(Formulier.Leerling);

    public Guid? School => Keuzes.SchoolVan(Onderwerp is Onderwerp.Leerling ? Formulier.Leerling : null, Formulier.School);

    public string Rolnaam(Rol rol) => huidig.Regio.Woorden.Noem(rol);

    public string Regio => huidig.Regio.Sleutel;

    public IEnumerable<Keuze> Leerlingen =>
    [
        .. Keuzes.Leerlingen.Select(l => new Keuze(l.Id.ToString(), $"{l.Naam}, groep {l.Groep}{(Keuzes.Scholen.Count > 1 ? $", {Keuzes.Scholen.First(s => s.Id == l.SchoolId).Naam}" : "")}")),
        new(HulpvraagIndienen.NieuweLeerling, "Een leerling die nog niet in de lijst staat"),
    ];

    public IEnumerable<Keuze> Scholen => Keuzes.Scholen.Select(s => new Keuze(s.Id.ToString(), s.Naam));

    public IEnumerable<Keuze> Gebieden => Keuzes.Gebieden.Select(g => new Keuze(g, g));

    public static IEnumerable<Keuze> Soorten =>
    [
        new("preventief", "Preventief", "Er is nog geen groot probleem. Er is hulp nodig om dat te voorkomen."),
        new("curatief", "Curatief", "Er is een probleem. Er is hulp nodig om het op te lossen."),
    ];

    public IReadOnlyList<Keuze> Collegas(Rol rol) => [.. Keuzes.Van(School, rol).Select(c => new Keuze(c.PersoonId.ToString(), c.Naam))];

    public string Collega(Rol rol, string? wie) => Keuzes.Van(School, rol).FirstOrDefault(c => c.PersoonId.ToString() == wie)?.Naam ?? "";

    /// <summary>What is not on the screen now and travels along.</summary>
    public IEnumerable<(string Naam, string Waarde)> Mee()
    {
        var velden = new (string Naam, string? Waarde)[]
        {
            (nameof(Formulier.Route), Formulier.Route),
            (nameof(Formulier.Leerling), Formulier.Leerling),
            (nameof(Formulier.School), Formulier.School),
            (nameof(Formulier.Roepnaam), Formulier.Roepnaam),
            (nameof(Formulier.Achternaam), Formulier.Achternaam),
            (nameof(Formulier.Geboortedatum), Formulier.Geboortedatum),
            (nameof(Formulier.Groep), Formulier.Groep),
            (nameof(Formulier.Signaal), Formulier.Signaal),
            (nameof(Formulier.Vraag), Formulier.Vraag),
            (nameof(Formulier.Gebied), Formulier.Gebied),
            (nameof(Formulier.Soort), Formulier.Soort),
            (nameof(Formulier.Leerkracht), Formulier.Leerkracht),
            (nameof(Formulier.InternBegeleider), Formulier.InternBegeleider),
        };
        return velden.Where(v => !string.IsNullOrEmpty(v.Waarde) && HulpvraagIndienen.DeelVan(v.Naam) != Deel).Select(v => ($"{nameof(Formulier)}.{v.Naam}", v.Waarde!));
    }

    public async Task OnGetAsync(string? leerling, string? route, CancellationToken ct)
    {
        Keuzes = await lezen.LeesAsync(huidig.Wie, Regio, route, ct);
        Formulier.Route = Keuzes.Route?.Waarde;
        Formulier.Leerling = leerling == HulpvraagIndienen.NieuweLeerling || Keuzes.Leerlingen.Count == 0 ? HulpvraagIndienen.NieuweLeerling : Keuzes.Leerling(leerling)?.Id.ToString();
        Deel = Delen.FirstOrDefault(d => d > (Keuzes.Route is null ? (Hulpvraagdeel)(-1) : Hulpvraagdeel.Route) && (d != Hulpvraagdeel.Leerling || !IsNieuw));
    }

    public async Task<IActionResult> OnPostAsync(string? naar, CancellationToken ct)
    {
        Keuzes = await lezen.LeesAsync(huidig.Wie, Regio, Formulier.Route, ct);
        if (Onderwerp is Onderwerp.Leerling && Keuzes.Leerlingen.Count == 0)
        {
            // Nobody to choose from: it is a new leerling.
            Formulier.Leerling = HulpvraagIndienen.NieuweLeerling;
        }

        if (naar == Klaar)
        {
            var resultaat = await indienen.VoerUitAsync(huidig.Wie, Regio, Formulier.AlsVerzoek(Verzoek), ct);
            return await this.AntwoordAsync(resultaat, nameof(Formulier), id => this.NaarMetMelding($"/{Regio}/dossiers/{id}", "De hulpvraag is ingediend. Het dossier is begonnen."), () => NaarFout(resultaat));
        }

        // Only what was typed until now is checked; a step back is always possible.
        var doel = Enum.TryParse<Hulpvraagdeel>(naar, out var gekozen) && Enum.IsDefined(gekozen) ? gekozen : Volgende();
        doel = Delen.FirstOrDefault(d => d >= doel, Hulpvraagdeel.Controle);
        if (doel > Deel)
        {
            var resultaat = await indienen.ControleerAsync(huidig.Wie, Regio, Formulier.AlsVerzoek(Verzoek), doel - 1, ct);
            if (!resultaat.IsGelukt)
            {
                return await this.AntwoordAsync(resultaat, nameof(Formulier), _ => Page(), () => NaarFout(resultaat));
            }
        }

        Toon(doel);
        return Page();
    }

    // After another choice of route there can be more to ask: then the summary has to wait.
    private Hulpvraagdeel Volgende() => Nagelezen && Deel is not Hulpvraagdeel.Route ? Hulpvraagdeel.Controle : Delen.FirstOrDefault(d => d > Deel, Hulpvraagdeel.Controle);

    private Task NaarFout(Resultaat resultaat)
    {
        var deel = resultaat.Weigeringen.Min(w => HulpvraagIndienen.DeelVan(w.Veld));
        Toon(Delen.FirstOrDefault(d => d >= deel, Hulpvraagdeel.Controle));
        return Task.CompletedTask;
    }

    private void Toon(Hulpvraagdeel deel)
    {
        Deel = deel;
        Nagelezen |= deel is Hulpvraagdeel.Controle;
        if (deel is Hulpvraagdeel.Collegas)
        {
            Vul(nameof(Formulier.Leerkracht), Rol.Leerkracht, Formulier.Leerkracht, w => Formulier.Leerkracht = w);
            Vul(nameof(Formulier.InternBegeleider), Rol.InternBegeleider, Formulier.InternBegeleider, w => Formulier.InternBegeleider = w);
        }
    }

    // The own role is filled in, and a colleague when there is only one.
    private void Vul(string veld, Rol rol, string? waarde, Action<string> zet)
    {
        var kunnen = Collegas(rol);
        if (kunnen.All(k => k.Waarde != waarde) && (kunnen.FirstOrDefault(k => k.Waarde == huidig.Wie.PersoonId.ToString()) ?? (kunnen is [var enige] ? enige : null)) is { } keuze)
        {
            zet(keuze.Waarde);
            if (ModelState.TryGetValue($"{nameof(Formulier)}.{veld}", out var staat))
            {
                staat.RawValue = staat.AttemptedValue = keuze.Waarde;
            }
        }
    }

    public sealed class Hulpvraagformulier
    {
        public string? Route { get; set; }

        public string? Leerling { get; set; }

        public string? School { get; set; }

        public string? Roepnaam { get; set; }

        public string? Achternaam { get; set; }

        public string? Geboortedatum { get; set; }

        public string? Groep { get; set; }

        public string? Signaal { get; set; }

        public string? Vraag { get; set; }

        public string? Gebied { get; set; }

        public string? Soort { get; set; }

        public string? Leerkracht { get; set; }

        public string? InternBegeleider { get; set; }

        internal HulpvraagIndienenVerzoek AlsVerzoek(Guid verzoek) =>
            new(verzoek, Leerling, School, Roepnaam, Achternaam, Geboortedatum, Groep, Signaal, Vraag, Gebied, Soort, Leerkracht, InternBegeleider, Route);
    }
}
