using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using Ambulant.Core.Routes;

namespace Ambulant.Core.Regios;

/// <summary>The regions that run here: what was found among the modules, held against what is configured.</summary>
public sealed partial class Regioregister
{
    private readonly Dictionary<string, IRegio> modules;
    private volatile Dictionary<string, IRegio> regios;

    /// <param name="gevonden">Implementations found in the module assemblies.</param>
    /// <param name="ingesteld">Keys in the configuration (<c>Regios</c>); a key without module, or a module with a faulty route or theme, stops the start.</param>
    /// <exception cref="InvalidOperationException">With a sentence a beheerder can act on.</exception>
    public Regioregister(IEnumerable<IRegio> gevonden, IReadOnlyCollection<string> ingesteld)
    {
        var alle = gevonden.ToList();
        foreach (var dubbel in alle.GroupBy(r => r.Sleutel).Where(g => g.Count() > 1))
        {
            throw new InvalidOperationException($"Twee modules noemen zich '{dubbel.Key}': {string.Join(", ", dubbel.Select(r => r.GetType().Assembly.GetName().Name))}. Haal er één weg.");
        }

        if (ingesteld.Count == 0)
        {
            throw new InvalidOperationException("Er is geen regio ingesteld. Zet in de instelling 'Regios' welke regio's hier draaien, bijvoorbeeld Regios__0=liemers.");
        }

        foreach (var sleutel in ingesteld.Where(s => alle.All(r => r.Sleutel != s)))
        {
            var namen = string.Join(", ", alle.Select(r => r.Sleutel).Order(StringComparer.Ordinal));
            throw new InvalidOperationException($"Regio '{sleutel}' is ingesteld, maar er is geen module voor. Gevonden: {(namen.Length > 0 ? namen : "geen")}. Zet de module in de map 'modules' of haal de regio uit de instelling 'Regios'.");
        }

        modules = alle.Where(r => ingesteld.Contains(r.Sleutel)).ToDictionary(r => r.Sleutel, StringComparer.Ordinal);
        regios = modules;
        foreach (var regio in modules.Values)
        {
            if (!Sleutelvorm().IsMatch(regio.Sleutel))
            {
                throw new InvalidOperationException($"De module {regio.GetType().Assembly.GetName().Name} noemt haar regio '{regio.Sleutel}'. Een sleutel heeft 2 tot en met 39 kleine letters, cijfers en streepjes, en begint met een letter.");
            }

            if (regio.Thema.Fouten() is [var kleur, ..])
            {
                throw new InvalidOperationException($"Het thema van regio '{regio.Sleutel}' klopt niet: {kleur}");
            }

            if (Eigenfouten(regio).FirstOrDefault() is { } eigen)
            {
                throw new InvalidOperationException($"De module {regio.GetType().Assembly.GetName().Name} klopt niet: {eigen}");
            }

            foreach (var route in regio.Routes)
            {
                if (Routecontrole.Controleer(route, regio) is [var fout, ..])
                {
                    throw new InvalidOperationException($"Route '{route.Sleutel}' van regio '{regio.Sleutel}' klopt niet bij {fout.Plaats}: {fout.Voluit}");
                }
            }
        }
    }

    public IReadOnlyCollection<IRegio> Alle => regios.Values;

    public bool Zoek(string sleutel, [NotNullWhen(true)] out IRegio? regio) => regios.TryGetValue(sleutel, out regio);

    /// <summary>The region with this key.</summary>
    /// <exception cref="KeyNotFoundException">It does not run here.</exception>
    public IRegio this[string sleutel] => regios[sleutel];

    /// <summary>The region as its module brings it, without what the regiobeheerder set.</summary>
    internal IRegio Module(string sleutel) => modules[sleutel];

    /// <summary>Lays what a regiobeheerder set over the module. Who reads at the same time sees the old or the new one, whole.</summary>
    internal void Stel(string sleutel, Instelling instelling)
    {
        lock (modules)
        {
            var module = modules[sleutel];
            IRegio nu = instelling.Versie == 0 ? module : new IngesteldeRegio(
                module,
                new(module.Woorden.Rollen.Concat(instelling.Rollen).GroupBy(r => r.Key).ToDictionary(g => g.Key, g => g.Last().Value), instelling.Voluit ?? module.Woorden.Voluit),
                instelling.Vakanties ?? module.Vakanties);
            regios = regios.ToDictionary(r => r.Key, r => r.Key == sleutel ? nu : r.Value, StringComparer.Ordinal);
        }
    }

    // What the module brings besides routes. A rule is tried on facts without and with everything: better a sentence now than a fault in a dossier.
    private static IEnumerable<string> Eigenfouten(IRegio regio)
    {
        if (regio.Bewaren.MaandenNaSluiten != 0)
        {
            yield return $"de regio bewaart {regio.Bewaren.MaandenNaSluiten} maanden na het sluiten. Ambulant kan alleen alles wissen: kies 0.";
        }

        foreach (var dubbel in regio.Blokken.GroupBy(b => b.Sleutel).Where(g => g.Count() > 1))
        {
            yield return $"blok '{dubbel.Key}' staat er twee keer in.";
        }

        foreach (var blok in regio.Blokken)
        {
            if (!Routecontrole.IsSleutel(blok.Sleutel))
            {
                yield return $"de sleutel '{blok.Sleutel}' van een blok bestaat niet uit kleine letters, cijfers en streepjes.";
            }

            if (blok.Lidwoord is not ("de" or "het"))
            {
                yield return $"blok '{blok.Sleutel}' heeft het lidwoord '{blok.Lidwoord}'. Kies 'de' of 'het'.";
            }

            if (blok.Velden.Count == 0 || blok.Schrijvers.Count == 0)
            {
                yield return $"blok '{blok.Sleutel}' heeft geen velden of niemand die het mag schrijven.";
            }

            if (blok.Velden.Any(v => v.Soort is Veldsoort.Persoon or Veldsoort.Document or Veldsoort.Doelen || !Routecontrole.IsSleutel(v.Sleutel)))
            {
                yield return $"blok '{blok.Sleutel}' heeft een veld dat niet kan: kies geen persoon, en een sleutel van kleine letters, cijfers en streepjes.";
            }

            foreach (var fout in Routecontrole.Veldfouten($"blok '{blok.Sleutel}'", blok.Velden))
            {
                yield return $"{fout.Plaats}: {fout.Voluit}";
            }
        }

        foreach (var dubbel in regio.Regels.GroupBy(r => r.Sleutel).Where(g => g.Count() > 1))
        {
            yield return $"regel '{dubbel.Key}' staat er twee keer in.";
        }

        foreach (var regel in regio.Regels)
        {
            if (!Routecontrole.IsSleutel(regel.Sleutel) || regel.Door.Count == 0)
            {
                yield return $"regel '{regel.Sleutel}' heeft een sleutel die niet kan, of zegt niet wie haar kan vervullen.";
            }

            if (Probeer(regel, regio) is { } bericht)
            {
                yield return $"regel '{regel.Sleutel}' werpt een fout ({bericht}).";
            }
        }
    }

    private static string? Probeer(Regel regel, IRegio regio)
    {
        try
        {
            foreach (var feiten in new[] { Dossierfeiten.Leeg, Voorbeeld(regio) })
            {
                regel.Voldaan(feiten);
            }

            return null;
        }
#pragma warning disable CA1031
        catch (Exception e)
        {
            return $"{e.GetType().Name}: {e.Message}".ReplaceLineEndings(" ");
        }
#pragma warning restore CA1031
    }

    private static Dossierfeiten Voorbeeld(IRegio regio) =>
        new(true, 2, 0, true, true, Enum.GetValues<Toegang.Rol>().ToHashSet(), 2, 2, 0, 2)
        {
            Blokken = regio.Blokken.ToDictionary(b => b.Sleutel, b => new Blokfeit(2, b.Velden.ToDictionary(v => v.Sleutel, v => v.Keuzes?[0] ?? "voorbeeld"), true)),
        };

    // As regio_sleutel in the database.
    [GeneratedRegex(@"\A[a-z][a-z0-9-]{1,38}\z")]
    private static partial Regex Sleutelvorm();
}
