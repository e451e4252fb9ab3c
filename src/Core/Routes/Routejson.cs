using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ambulant.Core.Routes;

/// <summary>A route as JSON: in the database, and in a file for another region or another tool.</summary>
public static class Routejson
{
    public static JsonSerializerOptions Opties { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static string Schrijf<T>(T deel) => JsonSerializer.Serialize(deel, Opties);

    public static Route Lees(string json) => JsonSerializer.Deserialize<Route>(json, Opties)!;

    /// <summary>Whether two parts of a route say the same. Records compare their lists by reference, so their text is compared.</summary>
    public static bool Gelijk<T>(T een, T ander) => ReferenceEquals(een, ander) || Schrijf(een) == Schrijf(ander);
}
