using System.Reflection;
using System.Runtime.Loader;

namespace Ambulant.Core.Regios;

/// <summary>Finds the region modules: assemblies named Ambulant.Modules.* beside the portal or in its folder modules/.</summary>
public static class Regiomodules
{
    /// <param name="map">The folder of the portal.</param>
    public static IReadOnlyList<Assembly> Vind(string map)
    {
        string[] mappen = [map, Path.Combine(map, "modules")];
        return [.. mappen.Where(Directory.Exists)
            .SelectMany(m => Directory.GetFiles(m, "Ambulant.Modules.*.dll", m == map ? SearchOption.TopDirectoryOnly : SearchOption.AllDirectories))
            .Where(f => !f.EndsWith(".resources.dll", StringComparison.Ordinal))
            .DistinctBy(Path.GetFileName)
            .Order(StringComparer.Ordinal)
            .Select(AssemblyLoadContext.Default.LoadFromAssemblyPath)];
    }
}
