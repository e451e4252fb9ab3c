using System.Text.Json;

namespace Ambulant.Portal.Opstart;

internal static class Log
{
    /// <summary>
    /// Outside development a line of the log is one JSON object with its moment in UTC: a value cannot pass for a line of its own, and the lines
    /// of several copies can be laid side by side. Without scopes: those hold the address, and some addresses hold a secret.
    /// </summary>
    public static void AddLog(this WebApplicationBuilder builder)
    {
        if (builder.Environment.IsDevelopment() || builder.Configuration["Logging:Console:FormatterName"] is not null)
        {
            return;
        }

        builder.Logging.AddJsonConsole(o =>
        {
            o.UseUtcTimestamp = true;
            o.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";
            o.IncludeScopes = false;
            o.JsonWriterOptions = new JsonWriterOptions { Indented = false };
        });
    }
}
