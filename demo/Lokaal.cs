using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Ambulant.Demo;

internal static class Lokaal
{
    /// <summary>A web application of the demo's own: loopback only, no configuration from outside, quiet.</summary>
    public static WebApplicationBuilder Bouwer(int poort)
    {
        var bouwer = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = typeof(Lokaal).Assembly.GetName().Name });
        // Browsers take 'localhost' for ::1 or 127.0.0.1; only a fixed port can be bound on both.
        bouwer.WebHost.UseKestrelCore().UseUrls(poort == 0 ? "http://127.0.0.1:0" : $"http://localhost:{poort}");
        bouwer.Services.AddRoutingCore();
        bouwer.Services.AddLogging(l => l.AddSimpleConsole().SetMinimumLevel(LogLevel.Error));
        // stdout belongs to the table and the line of JSON
        bouwer.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(o => o.LogToStandardErrorThreshold = LogLevel.Trace);
        return bouwer;
    }

    public static int Poort(WebApplication app) => new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port;
}
