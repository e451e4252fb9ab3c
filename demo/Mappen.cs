using System.Reflection;

namespace Ambulant.Demo;

/// <summary>Where things lie; written into the assembly at build time, so that the working directory does not matter.</summary>
public static class Mappen
{
    public static string Hoofdmap { get; } = Gegeven("Hoofdmap");

    public static string Portal { get; } = Gegeven("Portal");

    public static string NodeModules { get; } = Path.Combine(Hoofdmap, "demo", "npm", "node_modules");

    /// <summary>AMBULANT_GEGEVENS when set, so that tests can run a demo of their own beside one that runs.</summary>
    public static string Gegevens { get; } = Environment.GetEnvironmentVariable("AMBULANT_GEGEVENS") is { Length: > 0 } map ? Path.GetFullPath(map) : Path.Combine(Hoofdmap, ".ambulant");

    private static string Gegeven(string naam) =>
        typeof(Mappen).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == naam).Value!;
}
