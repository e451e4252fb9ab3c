using System.Net;

namespace Ambulant.Demo;

/// <summary>The plain pages of the demo itself: sign-in at a provider, and the mail catcher.</summary>
internal static class Html
{
    public const string Stijl = """
        :root { color-scheme: light; font-family: system-ui, sans-serif; line-height: 1.5; color: #1b1b1b; background: #f4f4f0; }
        body { margin: 0; }
        main { max-width: 44rem; margin: 0 auto; padding: 1.5rem 1rem; }
        form, article { background: #fff; padding: 1rem; border: 1px solid #767676; border-radius: .25rem; }
        label { display: block; font-weight: 600; margin-top: .75rem; }
        input { font: inherit; width: 100%; box-sizing: border-box; padding: .5rem; border: 1px solid #595959; border-radius: .25rem; }
        button { font: inherit; min-height: 2.75rem; padding: .5rem 1.25rem; margin-top: 1rem; border: 0; border-radius: .25rem; background: #14437a; color: #fff; cursor: pointer; }
        :focus-visible { outline: .2rem solid #14437a; outline-offset: .15rem; }
        a { color: #14437a; }
        .fout { border-left: .3rem solid #b00020; background: #fff; padding: .5rem 1rem; }
        .scroll { overflow-x: auto; background: #fff; }
        table { border-collapse: collapse; width: 100%; }
        th, td { text-align: left; vertical-align: top; padding: .5rem; border-bottom: 1px solid #b5b5b5; overflow-wrap: anywhere; }
        .tekst { white-space: pre-wrap; overflow-wrap: anywhere; }
        li { margin: .25rem 0; }
        """;

    public static string Veilig(string? tekst) => WebUtility.HtmlEncode(tekst ?? "");

    public static IResult Pagina(string titel, string inhoud, int status = 200) => Results.Content($"""
        <!DOCTYPE html>
        <html lang="nl">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{Veilig(titel)}</title>
        <link rel="stylesheet" href="/stijl.css">
        <link rel="icon" href="data:,">
        </head>
        <body>
        <main>
        {inhoud}
        </main>
        </body>
        </html>
        """, "text/html; charset=utf-8", statusCode: status);

    /// <summary>The style sheet, and headers that let nothing else in.</summary>
    public static void MapStijl(this WebApplication app)
    {
        app.Use((http, volgende) =>
        {
            http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'self'; img-src data:; frame-ancestors 'none'; base-uri 'none'";
            http.Response.Headers.XContentTypeOptions = "nosniff";
            http.Response.Headers["Referrer-Policy"] = "no-referrer";
            return volgende(http);
        });
        app.MapGet("/stijl.css", () => Results.Text(Stijl, "text/css"));
    }
}
