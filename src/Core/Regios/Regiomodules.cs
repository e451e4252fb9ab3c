using System.Reflection;
using System.Runtime.Loader;

namespace Ambulant.Core.Regios;

/// <summary>Finds the region modules: assemblies named Ambulant.Modules.* beside the portal or in its folder modules/.</summary>
public static class Regiomodules
{
    /// <param name="map">The folder of the portal.</param>
    /// <exception cref="InvalidOperationException">With a sentence a beheerder can act on: a file is no module, or one for another version.</exception>
    public static IReadOnlyList<Assembly> Vind(string map)
    {
        string[] mappen = [map, Path.Combine(map, "modules")];
        return [.. mappen.Where(Directory.Exists)
            .SelectMany(m => Directory.GetFiles(m, "Ambulant.Modules.*.dll", m == map ? SearchOption.TopDirectoryOnly : SearchOption.AllDirectories))
            .Where(f => !f.EndsWith(".resources.dll", StringComparison.Ordinal))
            .DistinctBy(Path.GetFileName)
            .Order(StringComparer.Ordinal)
            .Select(Laad)];
    }

    private static Assembly Laad(string bestand)
    {
        try
        {
            var module = AssemblyLoadContext.Default.LoadFromAssemblyPath(bestand);

            // A class that misses a part of the contract shows itself only here.
            module.GetTypes();
            return module;
        }
        catch (BadImageFormatException e)
        {
            throw new InvalidOperationException($"{bestand} is geen module. Haal het bestand weg of zet er de goede module voor in de plaats.", e);
        }
        catch (Exception e) when (e is ReflectionTypeLoadException or TypeLoadException or FileLoadException or FileNotFoundException)
        {
            var oorzaak = e is ReflectionTypeLoadException { LoaderExceptions: [{ } eerste, ..] } ? eerste.Message : e.Message;
            throw new InvalidOperationException($"De module {Path.GetFileName(bestand)} past niet bij deze versie van Ambulant ({oorzaak.ReplaceLineEndings(" ")}). Zet een module neer die voor deze versie is gebouwd.", e);
        }
    }
}
