using System.Reflection;
using System.Text.RegularExpressions;
using Ambulant.Core;
using Ambulant.Core.Regios;
using Ambulant.Modules.Liemers;
using Ambulant.Modules.NoordKennemerland;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Architectuur.Tests;

/// <summary>The borders of the house: arrows run one way, SQL has one place, every page is closed unless it says so.</summary>
public sealed partial class GrenzenTests
{
    private static readonly Assembly Core = typeof(IUseCase).Assembly;
    private static readonly Assembly Portal = typeof(Program).Assembly;
    private static readonly Assembly[] Modules = [typeof(LiemersRegio).Assembly, typeof(NoordKennemerlandRegio).Assembly];
    private static readonly string Wortel = Zoek();

    [Fact]
    public void Core_kent_geen_ASPNET_geen_portal_en_geen_regio() =>
        Assert.DoesNotContain(Namen(Core), n => n.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) || n.StartsWith("Ambulant.", StringComparison.Ordinal));

    [Fact]
    public void Een_module_kent_alleen_Core() =>
        Assert.All(Modules, m => Assert.DoesNotContain(Namen(m), n => n.StartsWith("Ambulant.", StringComparison.Ordinal) && n != "Ambulant.Core"));

    [Fact]
    public void De_portal_kent_geen_module_en_geen_SQL() =>
        Assert.DoesNotContain(Namen(Portal), n => n.StartsWith("Ambulant.Modules", StringComparison.Ordinal) || n is "Npgsql" or "Dapper" or "MailKit" or "dbup-core");

    [Fact]
    public void Core_noemt_geen_regio_bij_naam()
    {
        var namen = new IRegio[] { new LiemersRegio(), new NoordKennemerlandRegio() }.SelectMany(r => new[] { r.Sleutel, r.Naam });
        foreach (var (bestand, tekst) in Bronnen("src/Core").Concat(Bronnen("src/Portal")).Where(b => !b.Bestand.Contains("/Voorbeelden/", StringComparison.Ordinal)))
        {
            Assert.All(namen, n => Assert.False(Zonder(tekst).Contains($"\"{n}\"", StringComparison.OrdinalIgnoreCase), $"{bestand} names {n}"));
        }
    }

    [Fact]
    public void SQL_staat_alleen_in_Core()
    {
        foreach (var (bestand, tekst) in Bronnen("src/Portal"))
        {
            Assert.False(SqlWoorden().IsMatch(tekst), $"{bestand} holds SQL");
        }
    }

    [Fact]
    public void SQL_noemt_zijn_kolommen()
    {
        foreach (var (bestand, tekst) in Bronnen("src/Core"))
        {
            // A star over a common table expression of the same statement lists its columns already.
            Assert.False(SterUitTabel().IsMatch(tekst), $"{bestand} selects a star from a table");
        }
    }

    [Theory]
    [InlineData("Html.Raw")]
    [InlineData("DateTime.Now")]
    [InlineData("DateTime.UtcNow")]
    [InlineData("DateTimeOffset.UtcNow")]
    [InlineData("DateTimeOffset.Now")]
    [InlineData("new NpgsqlConnection(")]
    public void Wat_verboden_is_komt_niet_voor(string verboden)
    {
        foreach (var (bestand, tekst) in Bronnen("src").Where(b => verboden != "new NpgsqlConnection(" || !b.Bestand.Contains("/Opslag/", StringComparison.Ordinal)))
        {
            Assert.False(tekst.Contains(verboden, StringComparison.Ordinal), $"{bestand} uses {verboden}");
        }
    }

    [Fact]
    public void Elke_pagina_zegt_wie_er_mag()
    {
        var paginas = Portal.GetTypes().Where(t => t.IsAssignableTo(typeof(PageModel)) && !t.IsAbstract).ToList();
        Assert.NotEmpty(paginas);
        Assert.All(paginas, p => Assert.True(
            p.GetCustomAttributes().Any(a => a is AllowAnonymousAttribute || a.GetType().Name is "VereistAttribute" or "OpPlatformAttribute" or "VoorIedereenIngelogdAttribute" or "VoorOuderAttribute"),
            $"{p.FullName} does not say who may open it"));
    }

    [Fact]
    public void Geen_script_of_stijl_in_een_pagina()
    {
        foreach (var bestand in Directory.EnumerateFiles(Path.Combine(Wortel, "src"), "*.cshtml", SearchOption.AllDirectories).Where(f => !Gebouwd(f)))
        {
            Assert.False(InlineScriptOfStijl().IsMatch(File.ReadAllText(bestand)), $"{bestand} has an inline script or style");
        }
    }

    private static IEnumerable<string> Namen(Assembly a) => a.GetReferencedAssemblies().Select(n => n.Name!);

    private static IEnumerable<(string Bestand, string Tekst)> Bronnen(string map) =>
        Directory.EnumerateFiles(Path.Combine(Wortel, map), "*.cs", SearchOption.AllDirectories).Where(f => !Gebouwd(f)).Select(f => (f.Replace('\\', '/'), File.ReadAllText(f)));

    private static bool Gebouwd(string pad) => pad.Replace('\\', '/') is var p && (p.Contains("/obj/", StringComparison.Ordinal) || p.Contains("/bin/", StringComparison.Ordinal) || p.Contains("/node_modules/", StringComparison.Ordinal));

    // Comments may give a region as an example.
    private static string Zonder(string tekst) => Commentaar().Replace(tekst, "");

    private static string Zoek()
    {
        var map = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(map!.FullName, "Ambulant.sln")))
        {
            map = map.Parent;
        }

        return map.FullName;
    }

    [GeneratedRegex(@"\b(select\s+[\w.*]+(\s*,|\s+from)|insert into|delete from|update \w+ set)\b", RegexOptions.IgnoreCase)]
    private static partial Regex SqlWoorden();

    [GeneratedRegex(@"select\s+\*\s+from\s+(?!toegang|mijn|werk|eerste|blad|rijen|nieuw)", RegexOptions.IgnoreCase)]
    private static partial Regex SterUitTabel();

    [GeneratedRegex(@"<style|\sstyle=""|<script(?![^>]*\ssrc=)|\son\w+=""", RegexOptions.IgnoreCase)]
    private static partial Regex InlineScriptOfStijl();

    [GeneratedRegex(@"//.*$", RegexOptions.Multiline)]
    private static partial Regex Commentaar();
}
