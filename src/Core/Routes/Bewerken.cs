using System.Globalization;
using System.Text;
using Ambulant.Core.Regios;
using Ambulant.Core.Toegang;

namespace Ambulant.Core.Routes;

/// <summary>
/// Edits a route. Pure. The result may still have faults that keep it from being published (<see cref="Routecontrole"/>): a
/// regiobeheerder must be able to pass through them.
/// </summary>
public static class Bewerken
{
    /// <summary>As place of a step: the route begins with it.</summary>
    public const string Vooraan = "vooraan";

    /// <summary>As place of a step: nothing leads to it yet.</summary>
    public const string Nergens = "nergens";

    private const string Overslaan = "overslaan";
    private const string Herhalen = "nog-een-keer";
    private const int MeesteStappen = 60;

    /// <summary>Roles that can complete a step.</summary>
    public static IReadOnlyList<Rol> Doeners { get; } =
        [Rol.Leerkracht, Rol.InternBegeleider, Rol.Directeur, Rol.Consulent, Rol.Besluitnemer, Rol.Begeleider, Rol.Jeugdprofessional];

    /// <summary>Roles that can be present at a step.</summary>
    public static IReadOnlyList<Rol> Aanwezigen { get; } = [.. Doeners, Rol.Ouder];

    /// <summary>Every vereiste that can be ticked for a step of this route, those that stand in it included.</summary>
    public static IReadOnlyList<Vereiste> Vereistekeuzes(Route route, IRegio regio) =>
    [
        .. new[] { Vereistesoort.Hulpvraag, Vereistesoort.Interventies, Vereistesoort.Opp, Vereistesoort.Toestemming, Vereistesoort.Ouders, Vereistesoort.Doelen, Vereistesoort.Afspraken, Vereistesoort.Adviezen }
            .Select(s => new Vereiste(s))
            .Concat(Doeners.Except([Rol.InternBegeleider]).Select(r => new Vereiste(Vereistesoort.Betrokkene, r)))
            .Concat(regio.Blokken.SelectMany(b => b.Velden.Select(v => new Vereiste(Vereistesoort.Blok, Sleutel: $"{b.Sleutel}/{v.Sleutel}")).Prepend(new(Vereistesoort.Blok, Sleutel: b.Sleutel)).Append(new(Vereistesoort.Instemming, Sleutel: b.Sleutel))))
            .Concat(regio.Regels.Select(r => new Vereiste(Vereistesoort.Regel, Sleutel: r.Sleutel)))
            .Concat(route.Stappen.SelectMany(s => s.Vereisten))
            .Distinct(),
    ];

    /// <summary>A vereiste as one word of a form.</summary>
    public static string Vereistesleutel(Vereiste vereiste) => Routejson.Schrijf(vereiste);

    /// <summary>Carries out one change. Not found: the part it is about is not there (any more).</summary>
    public static Resultaat<Route> Doe(Route route, Bewerking bewerking, IRegio regio)
    {
        var invoer = new Invoer();
        if (Pas(route, bewerking, invoer, regio) is not { } na)
        {
            return Resultaat.Onvindbaar;
        }

        if (invoer.Goed)
        {
            foreach (var bericht in Sloten.Geschonden(route, na))
            {
                invoer.Fout("", bericht);
            }
        }

        return invoer.Goed ? Resultaat.Gelukt(na) : invoer.Weigering;
    }

    /// <summary>The part that a change is about, to see whether someone else changed it meanwhile; null when it is about no part that is there.</summary>
    internal static object? Deel(Route route, Bewerking bewerking) => bewerking switch
    {
        RouteNoemen => new { route.Naam, route.Uitleg, route.Onderwerpen, route.Doel, route.Begin },
        RouteVervangen => route,
        VeldWijzigen or VeldVerwijderen => bewerking is VeldWijzigen w ? Veld(route, w.Stap, w.Veld) : Veld(route, ((VeldVerwijderen)bewerking).Stap, ((VeldVerwijderen)bewerking).Veld),
        UitkomstWijzigen w => Uitkomst(route, w.Stap, w.Uitkomst),
        UitkomstVerwijderen w => Uitkomst(route, w.Stap, w.Uitkomst),
        StapNoemen w => route.Vind(w.Stap) is { } s ? new { s.Naam, s.Uitleg, s.VoorOuders } : null,
        StapToewijzen w => route.Vind(w.Stap) is { } s ? new { s.Rollen, s.Aanwezig, s.Verwacht, s.BevestigtBetrokkenen } : null,
        StapVereisen w => route.Vind(w.Stap)?.Vereisten,
        TermijnZetten w => route.Vind(w.Stap) is { } s ? new { s.Termijn } : null,
        StapVerwijderen w => route.Vind(w.Stap),
        FaseNoemen w => route.Fasen.FirstOrDefault(f => f.Sleutel == w.Fase)?.Naam,
        _ => null,
    };

    /// <summary>A key made of a name: lower-case letters, digits and hyphens, and not one of these.</summary>
    internal static string Sleutel(string naam, IEnumerable<string> bezet)
    {
        var tekst = new StringBuilder();
        foreach (var c in naam.Normalize(NormalizationForm.FormD).ToLowerInvariant())
        {
            if (c is (>= 'a' and <= 'z') or (>= '0' and <= '9'))
            {
                tekst.Append(c);
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(c) is not UnicodeCategory.NonSpacingMark && tekst.Length > 0 && tekst[^1] != '-')
            {
                tekst.Append('-');
            }
        }

        var kort = tekst.ToString(0, Math.Min(tekst.Length, 40)).Trim('-');
        kort = kort.Length == 0 || kort == Route.Stoppen ? "stap" : kort;
        var al = bezet.ToHashSet(StringComparer.Ordinal);
        return al.Contains(kort) ? Enumerable.Range(2, al.Count + 1).Select(n => string.Create(CultureInfo.InvariantCulture, $"{kort}-{n}")).First(s => !al.Contains(s)) : kort;
    }

    private static Veld? Veld(Route route, string stap, string veld) => route.Vind(stap)?.Velden.FirstOrDefault(v => v.Sleutel == veld);

    private static Uitkomst? Uitkomst(Route route, string stap, string uitkomst) => route.Vind(stap)?.Uitkomsten.FirstOrDefault(u => u.Sleutel == uitkomst);

    private static Route? Pas(Route route, Bewerking bewerking, Invoer invoer, IRegio regio) => bewerking switch
    {
        RouteNoemen b => Noemen(route, b, invoer, regio),
        RouteVervangen b => b.Route,
        FaseToevoegen b => Toevoegen(route, b, invoer),
        StapToevoegen b => Toevoegen(route, b, invoer),
        Fasebewerking b => route.Fasen.FirstOrDefault(f => f.Sleutel == b.Fase) is { } fase ? Pas(route, fase, b, invoer) : null,
        Stapbewerking b => route.Vind(b.Stap) is { } stap ? Pas(route, stap, b, invoer, regio) : null,
        _ => throw new ArgumentOutOfRangeException(nameof(bewerking), bewerking, null),
    };

    private static Route Pas(Route route, Fase fase, Fasebewerking bewerking, Invoer invoer)
    {
        switch (bewerking)
        {
            case FaseNoemen b:
                var naam = Fasenaam(route, b.Naam, invoer, fase);
                return route with { Fasen = Vervang(route.Fasen, fase, fase with { Naam = naam }) };
            case FaseVerplaatsen b:
                return route with { Fasen = Verschuif(route.Fasen, fase, b.Omlaag) };
            case FaseVerwijderen:
                if (fase.Stappen.Count > 0)
                {
                    invoer.Fout("", $"In de fase '{fase.Naam}' staan nog stappen. Verplaats of verwijder die eerst.");
                }

                return route with { Fasen = [.. route.Fasen.Where(f => f != fase)] };
            default:
                throw new ArgumentOutOfRangeException(nameof(bewerking), bewerking, null);
        }
    }

    private static Route? Pas(Route route, Stap stap, Stapbewerking bewerking, Invoer invoer, IRegio regio) => bewerking switch
    {
        StapVerwijderen b => Verwijderen(route, stap, b, invoer),
        StapVerplaatsen b => Verplaatsen(route, stap, b.Omlaag),
        StapTussenvoegen b => Tussenvoegen(route, stap, b, invoer),
        StapNoemen b => Zet(route, Noemen(route, stap, b, invoer)),
        StapToewijzen b => Zet(route, Toewijzen(stap, b, invoer)),
        StapVereisen b => Zet(route, stap with { Vereisten = Vereisten(route, stap, b, invoer, regio) }),
        TermijnZetten b => Zet(route, stap with { Termijn = Termijn(b, invoer) }),
        OverslaanToestaan b => Zet(route, Overslaanbaar(stap, b.Mag, invoer)),
        HerhalenToestaan b => Zet(route, Herhaalbaar(stap, b.Mag, invoer)),
        VeldToevoegen b => Zet(route, stap with { Velden = [.. stap.Velden, MetFormulier(stap, Lees(stap, null, b.Invoer, invoer), invoer)] }),
        VeldWijzigen b => Veld(route, b.Stap, b.Veld) is { } veld ? Zet(route, stap with { Velden = Vervang(stap.Velden, veld, Lees(stap, veld, b.Invoer, invoer)) }) : null,
        VeldVerplaatsen b => Veld(route, b.Stap, b.Veld) is { } veld ? Zet(route, stap with { Velden = Verschuif(stap.Velden, veld, b.Omlaag) }) : null,
        VeldVerwijderen b => Veld(route, b.Stap, b.Veld) is { } veld ? Zet(route, stap with { Velden = [.. stap.Velden.Where(v => v != veld)] }) : null,
        UitkomstToevoegen b => Zet(route, stap with { Uitkomsten = [.. stap.Uitkomsten, VrijeUitkomsten(stap, Lees(route, stap, null, b.Invoer, invoer, regio), invoer)] }),
        UitkomstWijzigen b => Uitkomst(route, b.Stap, b.Uitkomst) is { } uitkomst ? Zet(route, stap with { Uitkomsten = Vervang(stap.Uitkomsten, uitkomst, Lees(route, stap, uitkomst, b.Invoer, invoer, regio)) }) : null,
        UitkomstVerwijderen b => Uitkomst(route, b.Stap, b.Uitkomst) is { } uitkomst ? Zet(route, Zonder(stap, VrijeUitkomsten(stap, uitkomst, invoer))) : null,
        _ => throw new ArgumentOutOfRangeException(nameof(bewerking), bewerking, null),
    };

    private static Route Noemen(Route route, RouteNoemen b, Invoer invoer, IRegio regio)
    {
        var naam = invoer.Tekst("Naam", b.Naam, "de naam", 100);
        if (naam != route.Naam && regio.Routes.Any(r => r.Sleutel != route.Sleutel && string.Equals(r.Naam, naam, StringComparison.OrdinalIgnoreCase)))
        {
            invoer.Fout("Naam", "Er is al een route met deze naam. Kies een andere.");
        }

        if (route.Vind(b.Begin ?? "") is null)
        {
            invoer.Fout("Begin", "Kies met welke stap de route begint.");
        }

        return route with
        {
            Naam = naam,
            Uitleg = invoer.Tekst("Uitleg", b.Uitleg, "de uitleg", 500),
            Onderwerpen = Geordend(route.Onderwerpen, Onderwerpen(b.Onderwerpen, invoer)),
            Doel = b.Doel == route.Doel ? route.Doel : Doel(b.Doel, regio, invoer),
            Begin = b.Begin ?? "",
        };
    }

    internal static List<Onderwerp> Onderwerpen(IReadOnlyList<string> gekozen, Invoer invoer)
    {
        var uit = Enum.GetValues<Onderwerp>().Where(o => gekozen.Contains(o.ToString())).ToList();
        if (uit.Count == 0 || uit.Count != gekozen.Distinct().Count())
        {
            invoer.Fout("Onderwerpen", "Kies waar een hulpvraag op deze route over kan gaan.");
        }

        return uit;
    }

    internal static string? Doel(string? gekozen, IRegio regio, Invoer invoer)
    {
        if (string.IsNullOrEmpty(gekozen))
        {
            return null;
        }

        if (regio.Brieven.All(b => b.Doel != gekozen))
        {
            invoer.Fout("Doel", "Deze toestemmingsbrief is er niet (meer). Kies een andere.");
        }

        return gekozen;
    }

    private static Route Toevoegen(Route route, FaseToevoegen b, Invoer invoer)
    {
        var naam = Fasenaam(route, b.Naam, invoer, null);
        return route with { Fasen = [.. route.Fasen, new(Sleutel(naam, route.Fasen.Select(f => f.Sleutel)), naam, [])] };
    }

    private static string Fasenaam(Route route, string? getypt, Invoer invoer, Fase? zelf)
    {
        var naam = invoer.Tekst("Naam", getypt, "de naam van de fase", 60);
        if (route.Fasen.Any(f => f != zelf && string.Equals(f.Naam, naam, StringComparison.OrdinalIgnoreCase)))
        {
            invoer.Fout("Naam", "Er is al een fase met deze naam. Kies een andere.");
        }

        return naam;
    }

    private static Route Toevoegen(Route route, StapToevoegen b, Invoer invoer)
    {
        var naam = Stapnaam(route, b.Naam, invoer, null);
        var uitleg = invoer.Tekst("Uitleg", b.Uitleg, "de uitleg", 1000);
        var rollen = Rollen("Rollen", b.Rollen, Doeners, invoer);
        if (rollen.Count == 0)
        {
            invoer.Fout("Rollen", "Kies wie deze stap doet.");
        }

        if (route.Stappen.Count() >= MeesteStappen)
        {
            invoer.Fout("", $"Een route heeft hooguit {MeesteStappen} stappen.");
        }

        var stap = new Stap { Sleutel = Sleutel(naam, route.Stappen.Select(s => s.Sleutel)), Naam = naam, Uitleg = uitleg, Rollen = rollen, Uitkomsten = [] };
        // There is always a last phase: it holds the last step.
        return b.Na == Nergens ? Achteraan(route, stap) : Zet(route, stap, b.Na, invoer);
    }

    // Between an uitkomst and what followed it, or before the first step. What the step itself led to stays.
    private static Route Zet(Route route, Stap stap, string? plaats, Invoer invoer)
    {
        if (string.IsNullOrEmpty(plaats))
        {
            invoer.Fout("Na", "Kies wanneer deze stap komt.");
            return route;
        }

        if (plaats == Vooraan)
        {
            var eerste = route.Vind(route.Begin);
            var vooraan = eerste is null ? route.Fasen[0] : route.Fasen.First(f => f.Stappen.Contains(eerste));
            var plek = eerste is null ? 0 : vooraan.Stappen.ToList().IndexOf(eerste);
            return route with
            {
                Begin = stap.Sleutel,
                Fasen = Vervang(route.Fasen, vooraan, vooraan with { Stappen = [.. vooraan.Stappen.Take(plek), Verder(stap, eerste is null ? [] : [eerste.Sleutel]), .. vooraan.Stappen.Skip(plek)] }),
            };
        }

        var deel = plaats.Split('/');
        if (deel.Length != 2 || route.Vind(deel[0]) is not { } voor || voor.Uitkomsten.FirstOrDefault(u => u.Sleutel == deel[1]) is not { } uitkomst)
        {
            invoer.Fout("Na", "Deze uitkomst is er niet meer. Kies opnieuw waar de stap komt.");
            return route;
        }

        if (voor.Sleutel == route.Slot)
        {
            invoer.Fout("Na", "Na deze stap is de route klaar. Kies een andere plaats.");
        }

        if (uitkomst.Start is not null)
        {
            invoer.Fout("Na", "Na deze uitkomst gaat het dossier verder op een andere route. Kies een andere plaats.");
        }

        var fase = route.Fasen.First(f => f.Stappen.Contains(voor));
        var tussen = route with
        {
            Fasen = Vervang(route.Fasen, fase, fase with
            {
                Stappen =
                [
                    .. fase.Stappen.SelectMany(s => s != voor ? [s] : new[]
                    {
                        voor with { Uitkomsten = Vervang(voor.Uitkomsten, uitkomst, uitkomst with { Opent = [stap.Sleutel] }) },
                        Verder(stap, uitkomst.Opent),
                    }),
                ],
            }),
        };

        // What closes the steps around it closes the new one too; else it would stay behind, open for ever.
        return Uitkomsten(tussen, u => u.Sluit?.Any(s => s == voor.Sleutel || uitkomst.Opent.Contains(s)) is true ? u with { Sluit = [.. u.Sluit, stap.Sleutel] } : u);
    }

    // A new step has one uitkomst; one that was there already leads on with those that led nowhere.
    private static Stap Verder(Stap stap, IReadOnlyList<string> opent) => stap.Uitkomsten.Count == 0 ? stap with { Uitkomsten = [new("klaar", "Klaar", opent)] }
        : stap with { Uitkomsten = [.. stap.Uitkomsten.Select(u => u.Opent.Count > 0 || u.Start is not null || u.SluitAlles ? u : u with { Opent = [.. opent.Where(o => o != stap.Sleutel)] })] };

    private static Route Achteraan(Route route, Stap stap) =>
        route with { Fasen = Vervang(route.Fasen, route.Fasen[^1], route.Fasen[^1] with { Stappen = [.. route.Fasen[^1].Stappen, Verder(stap, [])] }) };

    private static Route Tussenvoegen(Route route, Stap stap, StapTussenvoegen b, Invoer invoer)
    {
        if (route.Begin == stap.Sleutel || route.Stappen.Any(s => s != stap && s.Uitkomsten.Any(u => u.Opent.Contains(stap.Sleutel))))
        {
            invoer.Fout("Na", "Er leidt al een uitkomst naar deze stap. Verander die uitkomst.");
            return route;
        }

        if (b.Na is { } na && na.StartsWith(stap.Sleutel + "/", StringComparison.Ordinal))
        {
            invoer.Fout("Na", "Een stap komt niet na zichzelf. Kies een andere plaats.");
            return route;
        }

        return Zet(route with { Fasen = [.. route.Fasen.Select(f => f with { Stappen = [.. f.Stappen.Where(s => s != stap)] })] }, stap, b.Na, invoer);
    }

    private static string Stapnaam(Route route, string? getypt, Invoer invoer, Stap? zelf)
    {
        var naam = invoer.Tekst("Naam", getypt, "de naam van de stap", 80);
        if (route.Stappen.Any(s => s != zelf && string.Equals(s.Naam, naam, StringComparison.OrdinalIgnoreCase)))
        {
            invoer.Fout("Naam", "Er is al een stap met deze naam. Kies een andere.");
        }

        return naam;
    }

    private static Route Verwijderen(Route route, Stap stap, StapVerwijderen b, Invoer invoer)
    {
        var vervanger = string.IsNullOrEmpty(b.Vervanger) ? null : b.Vervanger;
        if (stap.Sleutel == route.Slot)
        {
            invoer.Fout("", $"'{stap.Naam}' is het einde van de route en kan niet weg.");
        }

        if (vervanger is not null && (vervanger == stap.Sleutel || route.Vind(vervanger) is null))
        {
            invoer.Fout("Vervanger", "Deze stap is er niet (meer). Kies een andere.");
        }

        if (route.Begin == stap.Sleutel && vervanger is null)
        {
            invoer.Fout("Vervanger", "De route begint met deze stap. Kies met welke stap zij voortaan begint.");
        }

        var zonder = route with
        {
            Begin = route.Begin == stap.Sleutel ? vervanger ?? "" : route.Begin,
            Fasen = [.. route.Fasen.Select(f => f with { Stappen = [.. f.Stappen.Where(s => s != stap)] })],
        };
        return Uitkomsten(zonder, u => u with
        {
            Opent = [.. u.Opent.Select(o => o == stap.Sleutel ? vervanger : o).OfType<string>().Distinct()],
            Sluit = u.Sluit is null ? null : [.. u.Sluit.Where(o => o != stap.Sleutel)],
        });
    }

    private static Route Uitkomsten(Route route, Func<Uitkomst, Uitkomst> pas) =>
        route with { Fasen = [.. route.Fasen.Select(f => f with { Stappen = [.. f.Stappen.Select(s => s with { Uitkomsten = [.. s.Uitkomsten.Select(pas)] })] })] };

    // At the edge of its phase a step goes into the next one.
    private static Route Verplaatsen(Route route, Stap stap, bool omlaag)
    {
        var nummer = route.Fasen.Select((f, i) => (f, i)).First(x => x.f.Stappen.Contains(stap)).i;
        var fase = route.Fasen[nummer];
        var plaats = fase.Stappen.Select((s, i) => (s, i)).First(x => x.s == stap).i;
        if (omlaag ? plaats < fase.Stappen.Count - 1 : plaats > 0)
        {
            return route with { Fasen = Vervang(route.Fasen, fase, fase with { Stappen = Verschuif(fase.Stappen, stap, omlaag) }) };
        }

        var naar = nummer + (omlaag ? 1 : -1);
        if (naar < 0 || naar >= route.Fasen.Count)
        {
            return route;
        }

        return route with
        {
            Fasen =
            [
                .. route.Fasen.Select((f, i) =>
                    i == nummer ? f with { Stappen = [.. f.Stappen.Where(s => s != stap)] }
                    : i == naar ? f with { Stappen = omlaag ? [stap, .. f.Stappen] : [.. f.Stappen, stap] }
                    : f),
            ],
        };
    }

    private static Stap Noemen(Route route, Stap stap, StapNoemen b, Invoer invoer) => stap with
    {
        Naam = Stapnaam(route, b.Naam, invoer, stap),
        Uitleg = invoer.Tekst("Uitleg", b.Uitleg, "de uitleg", 1000),
        VoorOuders = invoer.Optioneel("VoorOuders", b.VoorOuders, "de tekst voor ouders", 1000) ?? "",
    };

    private static Stap Toewijzen(Stap stap, StapToewijzen b, Invoer invoer)
    {
        var rollen = Rollen("Rollen", b.Rollen, Doeners, invoer);
        var door = stap.Rollen.Count == 0 && !stap.HeeftFormulier;
        if (rollen.Count == 0 && !door)
        {
            invoer.Fout("Rollen", "Kies wie deze stap doet.");
        }
        else if (rollen.Count > 0 && door)
        {
            invoer.Fout("Rollen", "Deze stap wordt gedaan door de ouders zelf. Haal de vinkjes weg.");
        }

        var aanwezig = Rollen("Aanwezig", b.Aanwezig, Aanwezigen, invoer);
        return stap with
        {
            Rollen = Geordend(stap.Rollen, rollen),
            Aanwezig = Geordend(stap.Aanwezig, aanwezig),
            // Who must be there is expected as well; naming both says it twice.
            Verwacht = Geordend(stap.Verwacht, Rollen("Verwacht", b.Verwacht, Aanwezigen, invoer).Except(aanwezig)),
            BevestigtBetrokkenen = b.BevestigtBetrokkenen,
        };
    }

    private static List<Vereiste> Vereisten(Route route, Stap stap, StapVereisen b, Invoer invoer, IRegio regio)
    {
        var mogelijk = Vereistekeuzes(route, regio).ToDictionary(Vereistesleutel);
        var vereisten = b.Vereisten.Where(mogelijk.ContainsKey).Distinct().Select(v => mogelijk[v]).ToList();
        if (vereisten.Count != b.Vereisten.Distinct().Count())
        {
            invoer.Fout("Vereisten", "Wat u aanvinkte, bestaat niet (meer). Kijk de lijst na.");
        }

        return Geordend(stap.Vereisten, vereisten);
    }

    private static Termijn? Termijn(TermijnZetten b, Invoer invoer)
    {
        if (string.IsNullOrWhiteSpace(b.Aantal))
        {
            return null;
        }

        if (!int.TryParse(b.Aantal.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var aantal) || aantal is < 1 or > 400)
        {
            invoer.Fout("Aantal", "Schrijf een getal van 1 tot en met 400, of laat de termijn leeg.");
        }

        var eenheid = Enum.TryParse<Eenheid>(invoer.Keuze("Eenheid", b.Eenheid, "dagen, weken of schoolweken", Enum.GetNames<Eenheid>()), out var e) ? e : default;
        int? vanaf = null;
        if (!string.IsNullOrWhiteSpace(b.Vanaf))
        {
            if (!int.TryParse(b.Vanaf.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var niet) || niet < 1 || niet >= aantal)
            {
                invoer.Fout("Vanaf", "Schrijf een getal van 1 of meer dat kleiner is dan de termijn, of laat dit leeg.");
            }

            vanaf = niet;
        }

        return new(aantal, eenheid, vanaf);
    }

    private static Stap Overslaanbaar(Stap stap, bool mag, Invoer invoer)
    {
        if (!mag)
        {
            return stap with { Uitkomsten = [.. stap.Uitkomsten.Where(u => !u.Overslaan)] };
        }

        if (stap.Vast is not null)
        {
            invoer.Fout("", $"'{stap.Naam}' kan niet worden overgeslagen. {stap.Vast}");
        }

        if (!stap.HeeftFormulier || stap.Uitkomsten.Count == 0 || stap.Uitkomsten.Any(u => u.Overslaan))
        {
            invoer.Fout("", stap.Uitkomsten.Any(u => u.Overslaan) ? $"'{stap.Naam}' mag al worden overgeslagen." : $"'{stap.Naam}' kan niet worden overgeslagen: deze stap wordt door Ambulant zelf afgerond.");
            return stap;
        }

        // Where it goes when it is done: the first way that leads on.
        var verder = stap.Uitkomsten.FirstOrDefault(u => !u.Opent.Contains(stap.Sleutel)) ?? stap.Uitkomsten[0];
        var sleutel = Sleutel(Overslaan, stap.Uitkomsten.Select(u => u.Sleutel));
        return stap with { Uitkomsten = [.. stap.Uitkomsten, new(sleutel, "Deze stap overslaan", [.. verder.Opent.Where(o => o != stap.Sleutel)], verder.Sluit, verder.SluitAlles, Reden: true) { Overslaan = true }] };
    }

    private static Stap Herhaalbaar(Stap stap, bool mag, Invoer invoer)
    {
        if (!mag)
        {
            return stap.Uitkomsten.FirstOrDefault(u => u.Opent is [var enige] && enige == stap.Sleutel) is { } weg ? Zonder(stap, VrijeUitkomsten(stap, weg, invoer)) : stap;
        }

        if (stap.Uitkomsten.Any(u => u.Opent.Contains(stap.Sleutel)))
        {
            invoer.Fout("", $"'{stap.Naam}' kan al worden herhaald.");
        }

        var nogEens = new Uitkomst(Sleutel(Herhalen, stap.Uitkomsten.Select(u => u.Sleutel)), "Nog een keer", [stap.Sleutel]);
        return stap with { Uitkomsten = [.. stap.Uitkomsten, VrijeUitkomsten(stap, nogEens, invoer)] };
    }

    private static Stap Zonder(Stap stap, Uitkomst weg) => stap with { Uitkomsten = [.. stap.Uitkomsten.Where(u => u != weg)] };

    private static Veld MetFormulier(Stap stap, Veld veld, Invoer invoer)
    {
        if (!stap.HeeftFormulier)
        {
            invoer.Fout("", $"Bij '{stap.Naam}' hoort geen formulier: deze stap wordt door Ambulant zelf afgerond. Zet de vraag bij een andere stap.");
        }

        return veld;
    }

    private static Uitkomst VrijeUitkomsten(Stap stap, Uitkomst uitkomst, Invoer invoer)
    {
        if (!stap.HeeftFormulier)
        {
            invoer.Fout("", $"'{stap.Naam}' wordt door Ambulant zelf afgerond. Welke uitkomsten er zijn, ligt daarom vast; waar zij heen leiden kunt u kiezen.{(stap.Vast is null ? "" : $" {stap.Vast}")}");
        }

        return uitkomst;
    }

    private static Veld Lees(Stap stap, Veld? was, Veldinvoer b, Invoer invoer)
    {
        var label = invoer.Tekst("Label", b.Label, "de vraag", 200);
        var soort = Enum.TryParse<Veldsoort>(invoer.Keuze("Soort", b.Soort, "het soort antwoord", Enum.GetNames<Veldsoort>()), out var s) ? s : default;
        string[]? keuzes = null;
        if (soort is Veldsoort.Keuze)
        {
            keuzes = [.. (b.Keuzes ?? "").ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
            if (keuzes.Length is < 2 or > 20 || keuzes.Any(k => k.Length > 100) || keuzes.Distinct(StringComparer.OrdinalIgnoreCase).Count() != keuzes.Length)
            {
                invoer.Fout("Keuzes", "Zet twee tot twintig verschillende keuzes onder elkaar, elk op een eigen regel van hooguit 100 tekens.");
            }
        }

        Rol? rol = null;
        if (soort is Veldsoort.Persoon)
        {
            rol = Enum.TryParse<Rol>(b.Rol, out var r) && Doeners.Contains(r) ? r : null;
            if (rol is null)
            {
                invoer.Fout("Rol", "Kies welke rol deze persoon heeft.");
            }
        }

        var sleutel = was?.Sleutel ?? Sleutel(label, stap.Velden.Select(v => v.Sleutel));
        var hint = invoer.Optioneel("Hint", b.Hint, "de uitleg", 300);
        var zonderNaam = b.ZonderNaam && soort is Veldsoort.Regel or Veldsoort.Tekst;
        return was is null ? new(sleutel, label, soort, b.Verplicht, hint, keuzes, rol, ZonderNaam: zonderNaam)
            : was with { Label = label, Soort = soort, Verplicht = b.Verplicht, Hint = hint, Keuzes = keuzes, Rol = rol, ZonderNaam = zonderNaam };
    }

    private static Uitkomst Lees(Route route, Stap stap, Uitkomst? was, Uitkomstinvoer b, Invoer invoer, IRegio regio)
    {
        var naam = invoer.Tekst("Naam", b.Naam, "de naam van de uitkomst", 100);
        if (stap.Uitkomsten.Any(u => u != was && string.Equals(u.Naam, naam, StringComparison.OrdinalIgnoreCase)))
        {
            invoer.Fout("Naam", "Deze stap heeft al een uitkomst met deze naam.");
        }

        foreach (var (veld, doelen) in new[] { ("Opent", b.Opent), ("Sluit", b.Sluit) })
        {
            if (doelen.Any(d => route.Vind(d) is null))
            {
                invoer.Fout(veld, "Een stap die u aanvinkte, is er niet meer. Kijk de lijst na.");
            }
        }

        string[] opent = [.. route.Stappen.Select(s => s.Sleutel).Where(b.Opent.Contains)];
        string[] sluit = [.. route.Stappen.Select(s => s.Sleutel).Where(s => b.Sluit.Contains(s) && !opent.Contains(s) && s != stap.Sleutel)];
        var nieuw = was ?? new(Sleutel(naam, stap.Uitkomsten.Select(u => u.Sleutel)), naam, []);
        return nieuw with
        {
            Start = Start(route, stap, nieuw, b, invoer, regio),
            Naam = naam,
            Opent = Geordend(nieuw.Opent, opent),
            Sluit = sluit.Length == 0 ? null : Geordend(nieuw.Sluit ?? [], sluit),
            SluitAlles = b.SluitAlles,
            Reden = b.Reden || nieuw.Overslaan,
        };
    }

    private static Routestart? Start(Route route, Stap stap, Uitkomst was, Uitkomstinvoer b, Invoer invoer, IRegio regio)
    {
        if (string.IsNullOrEmpty(b.Start))
        {
            return null;
        }

        if (b.Opent.Count > 0 || b.Sluit.Count > 0)
        {
            invoer.Fout("Start", "Kies een andere route, of stappen van deze route. Allebei kan niet.");
        }

        // Left as it was: the check says what is wrong with it by now.
        if (was.Start is { } zo && b.Start == $"{zo.Route}/{zo.Stap}")
        {
            return zo;
        }

        if (b.Start.Split('/') is not [var naar, var bij] || naar == route.Sleutel || regio.Routes.FirstOrDefault(r => r.Sleutel == naar)?.Vind(bij) is null)
        {
            invoer.Fout("Start", "Deze route of stap is er niet (meer). Kies een andere.");
            return was.Start;
        }

        if (!stap.HeeftFormulier || was.Overslaan)
        {
            invoer.Fout("Start", "Vanaf hier kan een dossier niet op een andere route verder. Kies een uitkomst van een stap met een formulier.");
        }

        return new(naar, bij);
    }

    private static List<Rol> Rollen(string veld, IReadOnlyList<string> gekozen, IReadOnlyList<Rol> mogelijk, Invoer invoer)
    {
        var rollen = mogelijk.Where(r => gekozen.Contains(r.ToString())).ToList();
        if (gekozen.Distinct().Count() != rollen.Count)
        {
            invoer.Fout(veld, "Een rol die u aanvinkte, kan hier niet. Kijk de lijst na.");
        }

        return rollen;
    }

    // In the order they had, new ones behind: nothing seems changed that is not.
    private static List<T> Geordend<T>(IReadOnlyList<T> was, IEnumerable<T> nu)
    {
        var alle = nu.ToList();
        return [.. was.Where(alle.Contains), .. alle.Where(x => !was.Contains(x))];
    }

    private static Route Zet(Route route, Stap stap) =>
        route with { Fasen = [.. route.Fasen.Select(f => f.Stappen.Any(s => s.Sleutel == stap.Sleutel) ? f with { Stappen = [.. f.Stappen.Select(s => s.Sleutel == stap.Sleutel ? stap : s)] } : f)] };

    private static IReadOnlyList<T> Vervang<T>(IReadOnlyList<T> lijst, T oud, T nieuw)
        where T : class => [.. lijst.Select(x => ReferenceEquals(x, oud) ? nieuw : x)];

    private static List<T> Verschuif<T>(IReadOnlyList<T> lijst, T deel, bool omlaag)
        where T : class
    {
        var uit = lijst.ToList();
        var van = uit.FindIndex(x => ReferenceEquals(x, deel));
        var naar = van + (omlaag ? 1 : -1);
        if (naar >= 0 && naar < uit.Count)
        {
            (uit[van], uit[naar]) = (uit[naar], uit[van]);
        }

        return uit;
    }
}
