using System.Reflection;
using System.Runtime.Loader;

namespace Ambulant.Core.Regios;

/// <summary>
/// Finds the region modules: assemblies named Ambulant.Modules.* beside the portal or in its folder modules/. A module in that folder may
/// bring libraries of its own, beside it, each module its own version; what the portal has itself (Core first of all) is the portal's.
/// </summary>
public static class Regiomodules
{
    private const string Voorvoegsel = "Ambulant.Modules.";

    /// <param name="map">The folder of the portal.</param>
    /// <exception cref="InvalidOperationException">With a sentence a beheerder can act on: a file is no module, or one for another version.</exception>
    public static IReadOnlyList<Assembly> Vind(string map)
    {
        string[] mappen = [map, Path.Combine(map, "modules")];
        return [.. mappen.Where(Directory.Exists)
            .SelectMany(m => Directory.GetFiles(m, Voorvoegsel + "*.dll", m == map ? SearchOption.TopDirectoryOnly : SearchOption.AllDirectories))
            .Where(f => !f.EndsWith(".resources.dll", StringComparison.Ordinal))
            .DistinctBy(Path.GetFileName)
            .Order(StringComparer.Ordinal)
            .Select(f => Laad(f, eigen: Path.GetDirectoryName(f) != map.TrimEnd(Path.DirectorySeparatorChar)))];
    }

    private static Assembly Laad(string bestand, bool eigen)
    {
        try
        {
            AssemblyLoadContext context = eigen ? new Modulecontext(bestand) : AssemblyLoadContext.Default;
            var module = context.LoadFromAssemblyPath(bestand);

            // A region is data and rules on what Core knows. With pages of its own it could take an address of the portal or of another region.
            if (module.GetReferencedAssemblies().FirstOrDefault(n => n.Name!.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal)) is { } web)
            {
                throw new InvalidOperationException($"De module {Path.GetFileName(bestand)} gebruikt {web.Name}. Een module brengt geen eigen pagina's mee: haal die eruit, of haal het bestand weg.");
            }

            // A library that is not there, or a class that misses a part of the contract, would show itself only in use.
            foreach (var nodig in module.GetReferencedAssemblies())
            {
                context.LoadFromAssemblyName(nodig);
            }

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

    private sealed class Modulecontext(string bestand) : AssemblyLoadContext(Path.GetFileNameWithoutExtension(bestand))
    {
        private readonly AssemblyDependencyResolver wijzer = new(bestand);

        protected override Assembly? Load(AssemblyName naam)
        {
            try
            {
                return Default.LoadFromAssemblyName(naam);
            }
            catch (FileNotFoundException)
            {
                return wijzer.ResolveAssemblyToPath(naam) is { } pad ? LoadFromAssemblyPath(pad) : null;
            }
        }

        protected override nint LoadUnmanagedDll(string naam) => wijzer.ResolveUnmanagedDllToPath(naam) is { } pad ? LoadUnmanagedDllFromPath(pad) : 0;
    }
}
