using Dapper;
using Npgsql;

namespace Ambulant.Bench;

/// <summary>
/// The baseline: a bare Razor page that reads the rows of the dossier page, or of Mijn werk, with Dapper in one round trip. No sign-in, no
/// access rules, no row-level security (it connects as administrator), no inzagelog, no layout.
/// </summary>
internal static class KaalPagina
{
    public static async Task<int> StartAsync(string adres, string verbinding)
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls(adres);
        builder.Services.AddRazorPages();
        builder.Services.AddSingleton(NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(verbinding) { SearchPath = "ambulant", MaxAutoPrepare = 200, AutoPrepareMinUsages = 2 }));
        var app = builder.Build();
        app.MapRazorPages();
        await app.RunAsync();
        return 0;
    }
}
