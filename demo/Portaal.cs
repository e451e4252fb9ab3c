using System.Globalization;

namespace Ambulant.Demo;

/// <summary>The portal, as a program of its own: the demo runs the same thing that runs for real.</summary>
public static class Portaal
{
    public static async Task<Kindproces> StartAsync(Poorten poorten, string verbinding, Mailvanger mail, IReadOnlyList<string> regios, string logbestand, CancellationToken afbreken, params (string Naam, string Waarde)[] instellingen)
    {
        if (!File.Exists(Mappen.Portal))
        {
            throw new Startfout($"Het portaal is nog niet gebouwd ({Mappen.Portal} ontbreekt). Bouw het met: dotnet build");
        }

        var adres = poorten.Adres;
        var proces = await Kindproces.StartAsync(
            [Dotnet(), Mappen.Portal, "--urls", adres],
            Path.Combine(Mappen.Hoofdmap, "src", "Portal"),
            logbestand,
            "KILL",
            new Dictionary<string, string>(regios.Select((r, i) => KeyValuePair.Create($"Regios__{i}", r)))
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Development",
                ["ConnectionStrings__Ambulant"] = verbinding,
                ["Portaal__Adres"] = adres,
                ["Mail__Server"] = mail.Server,
                ["Mail__Afzender"] = "ambulant@demo.voorbeeld",
            }.Concat(instellingen.Select(i => KeyValuePair.Create(i.Naam, i.Waarde))).ToDictionary());
        try
        {
            await WachtTotGezondAsync(proces, adres, afbreken);
            return proces;
        }
        catch
        {
            await proces.DisposeAsync();
            throw;
        }
    }

    private static async Task WachtTotGezondAsync(Kindproces proces, string adres, CancellationToken afbreken)
    {
        using var client = new HttpClient { BaseAddress = new Uri(adres), Timeout = TimeSpan.FromSeconds(5) };
        var begin = TimeProvider.System.GetTimestamp();
        var antwoord = "geen antwoord";
        while (TimeProvider.System.GetElapsedTime(begin) < TimeSpan.FromSeconds(45))
        {
            if (proces.IsGestopt)
            {
                throw new Startfout($"Het portaal stopte meteen weer ({await proces.LaatsteRegelAsync()}). Het logboek staat in {proces.Logbestand}.");
            }

            try
            {
                using var gezond = await client.GetAsync(new Uri("/gezond", UriKind.Relative), afbreken);
                if (gezond.IsSuccessStatusCode)
                {
                    return;
                }

                antwoord = $"{(int)gezond.StatusCode}";
            }
            catch (Exception fout) when (fout is HttpRequestException || (fout is TaskCanceledException && !afbreken.IsCancellationRequested))
            {
                // not listening yet
            }

            await Task.Delay(50, afbreken);
        }

        throw new Startfout($"Het portaal is na 45 seconden nog niet gezond (/gezond: {antwoord}). Het logboek staat in {proces.Logbestand}.");
    }

    private static string Dotnet() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? Environment.ProcessPath! : Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
}
