using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Ambulant.Demo;

/// <summary>
/// A program that ends with this one, also when this one is killed without warning. On Linux the kernel sees to it
/// (a parent-death signal); on macOS a small watcher does; on Windows the next start clears up what was left.
/// </summary>
public sealed class Kindproces : IAsyncDisposable
{
    // The parent-death signal follows the thread that started the child, not the process. So all children are started
    // on one thread that lives as long as the program.
    private static readonly BlockingCollection<Action> Startopdrachten = [];

    private readonly Process proces;
    private readonly Task uitvoer;

    static Kindproces()
    {
        var thread = new Thread(() =>
        {
            foreach (var opdracht in Startopdrachten.GetConsumingEnumerable())
            {
                opdracht();
            }
        })
        { IsBackground = true, Name = "kindprocessen" };
        thread.Start();
    }

    private Kindproces(Process proces, string logbestand)
    {
        this.proces = proces;
        Logbestand = logbestand;
        uitvoer = SchrijfUitvoerAsync(proces, logbestand);
    }

    public string Logbestand { get; }

    public int Id => proces.Id;

    public bool IsGestopt => proces.HasExited;

    public int Uitgangscode => proces.ExitCode;

    /// <param name="opdracht">The program and its arguments.</param>
    /// <param name="signaal">What the program gets when its parent dies: INT lets PostgreSQL close its files, KILL is certain.</param>
    /// <param name="voorvoegsel">A command that gives the program another user.</param>
    public static async Task<Kindproces> StartAsync(IReadOnlyList<string> opdracht, string werkmap, string logbestand, string signaal,
        IReadOnlyDictionary<string, string>? omgeving = null, IReadOnlyList<string>? voorvoegsel = null)
    {
        string[] volledig = OperatingSystem.IsLinux() && Programma.Zoek("setpriv") is not null && Programma.Zoek("setsid") is not null
            // A session of its own: Ctrl-C reaches this program only, which then stops the others in order.
            ? ["setsid", .. voorvoegsel ?? [], "setpriv", "--pdeathsig", signaal, "--", .. opdracht]
            : [.. voorvoegsel ?? [], .. opdracht];
        var info = new ProcessStartInfo(volledig[0])
        {
            WorkingDirectory = werkmap,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var argument in volledig.Skip(1))
        {
            info.ArgumentList.Add(argument);
        }

        foreach (var (naam, waarde) in omgeving ?? new Dictionary<string, string>())
        {
            info.Environment[naam] = waarde;
        }

        var gestart = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        Startopdrachten.Add(() =>
        {
            try
            {
                gestart.SetResult(Process.Start(info)!);
            }
#pragma warning disable CA1031 // handed to the caller
            catch (Exception fout)
#pragma warning restore CA1031
            {
                gestart.SetException(fout);
            }
        });
        var proces = await gestart.Task;
        proces.StandardInput.Close();
        if (!OperatingSystem.IsWindows() && volledig[0] != "setsid")
        {
            await BewaakAsync(proces.Id, signaal);
        }

        return new Kindproces(proces, logbestand);
    }

    public Task WachtAsync(CancellationToken afbreken = default) => proces.WaitForExitAsync(afbreken);

    /// <summary>Asks the program to stop; insists when it takes too long.</summary>
    public async Task StopAsync(string signaal, TimeSpan geduld)
    {
        if (!proces.HasExited && !OperatingSystem.IsWindows())
        {
            await Programma.VoerUitAsync(["kill", "-s", signaal, proces.Id.ToString(CultureInfo.InvariantCulture)]);
            using var klok = new CancellationTokenSource(geduld);
            try
            {
                await proces.WaitForExitAsync(klok.Token);
            }
            catch (OperationCanceledException)
            {
                // insisted on below
            }
        }

        if (!proces.HasExited)
        {
            proces.Kill(entireProcessTree: true);
            await proces.WaitForExitAsync();
        }

        await uitvoer;
    }

    public async Task<string> LaatsteRegelAsync()
    {
        if (proces.HasExited)
        {
            await uitvoer;
        }

        await using var stroom = new FileStream(Logbestand, FileMode.OpenOrCreate, FileAccess.Read, FileShare.ReadWrite);
        using var lezer = new StreamReader(stroom);
        return (await lezer.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault() ?? "";
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync("TERM", TimeSpan.FromSeconds(5));
        proces.Dispose();
    }

    private static async Task SchrijfUitvoerAsync(Process proces, string logbestand)
    {
        await using var bestand = new FileStream(logbestand, FileMode.Create, FileAccess.Write, FileShare.ReadWrite);
        using var slot = new SemaphoreSlim(1);
        await Task.WhenAll(KopieerAsync(proces.StandardOutput.BaseStream), KopieerAsync(proces.StandardError.BaseStream));

        async Task KopieerAsync(Stream bron)
        {
            var blok = new byte[4096];
            int aantal;
            while ((aantal = await bron.ReadAsync(blok)) > 0)
            {
                await slot.WaitAsync();
                try
                {
                    await bestand.WriteAsync(blok.AsMemory(0, aantal));
                    await bestand.FlushAsync();
                }
                finally
                {
                    slot.Release();
                }
            }
        }
    }

    private static Task BewaakAsync(int kind, string signaal)
    {
        const string bewaker = "while kill -0 \"$1\" 2>/dev/null && kill -0 \"$2\" 2>/dev/null; do sleep 1; done; kill -0 \"$1\" 2>/dev/null || kill -s \"$3\" \"$2\" 2>/dev/null";
        var info = new ProcessStartInfo("/bin/sh");
        foreach (var argument in new[] { "-c", bewaker, "sh", Environment.ProcessId.ToString(CultureInfo.InvariantCulture), kind.ToString(CultureInfo.InvariantCulture), signaal })
        {
            info.ArgumentList.Add(argument);
        }

        using var proces = Process.Start(info);
        return Task.CompletedTask;
    }
}
