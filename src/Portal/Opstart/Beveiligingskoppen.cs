namespace Ambulant.Portal.Opstart;

/// <summary>The headers that make a browser hold to what we mean, on every answer, errors and downloads included.</summary>
public static class Beveiligingskoppen
{
    private const string Inhoud =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    private const string Rechten =
        "accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), fullscreen=(self), geolocation=(), gyroscope=(), "
        + "magnetometer=(), microphone=(), midi=(), payment=(), picture-in-picture=(), publickey-credentials-get=(), screen-wake-lock=(), usb=(), xr-spatial-tracking=()";

    public static void AddBeveiligingskoppen(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(k => k.AddServerHeader = false);
        builder.Services.AddHsts(h =>
        {
            h.MaxAge = TimeSpan.FromDays(730);
            h.IncludeSubDomains = true;
        });
    }

    private static bool MagBlijven(HttpRequest verzoek) => verzoek.Path.StartsWithSegments("/css", StringComparison.Ordinal)
        || (verzoek.Path.StartsWithSegments("/js", StringComparison.Ordinal) && verzoek.Query.ContainsKey("v"));

    /// <summary>For who signs out: the browser lets go of the pages it still has, also of those behind its back button.</summary>
    public static void WisBijBezoeker(this HttpContext http) => http.Response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";

    /// <summary>Goes first: set at the last moment, so that an error page that empties the answer has them too.</summary>
    public static void UseBeveiligingskoppen(this WebApplication app)
    {
        if (!app.Environment.IsDevelopment())
        {
            app.UseHsts();
        }

        app.Use((context, next) =>
        {
            context.Response.OnStarting(static toestand =>
            {
                var antwoord = (HttpResponse)toestand;
                var koppen = antwoord.Headers;
                // A file that is handed over has a stricter one of its own.
                if (koppen.ContentSecurityPolicy.Count == 0)
                {
                    koppen.ContentSecurityPolicy = Inhoud;
                }

                koppen.XContentTypeOptions = "nosniff";
                koppen.XFrameOptions = "DENY";
                koppen["Referrer-Policy"] = "same-origin";
                koppen["Permissions-Policy"] = Rechten;
                koppen["Cross-Origin-Opener-Policy"] = "same-origin";
                koppen["Cross-Origin-Embedder-Policy"] = "require-corp";
                koppen["Cross-Origin-Resource-Policy"] = "same-origin";
                koppen["X-Robots-Tag"] = "noindex, nofollow";
                koppen["X-Permitted-Cross-Domain-Policies"] = "none";
                // The style sheet has its hash in its name, a script in its address. What else may be kept says so itself; the rest is about people.
                if (koppen.CacheControl.Count == 0)
                {
                    koppen.CacheControl = antwoord.StatusCode == StatusCodes.Status200OK && MagBlijven(antwoord.HttpContext.Request)
                        ? "public, max-age=31536000, immutable"
                        : "no-store";
                }

                return Task.CompletedTask;
            }, context.Response);
            return next(context);
        });
    }
}
