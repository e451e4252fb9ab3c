using System.Diagnostics;

namespace Ambulant.Demo;

/// <summary>A program that does one thing and ends.</summary>
public static class Programma
{
    public static string? Zoek(string naam)
    {
        var bestand = OperatingSystem.IsWindows() ? naam + ".exe" : naam;
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(map => Path.Combine(map, bestand)).FirstOrDefault(File.Exists);
    }

    public static async Task<(int Code, string Uitvoer)> VoerUitAsync(IReadOnlyList<string> opdracht, CancellationToken afbreken = default)
    {
        var info = new ProcessStartInfo(opdracht[0])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var argument in opdracht.Skip(1))
        {
            info.ArgumentList.Add(argument);
        }

        info.Environment["LC_ALL"] = "C";
        try
        {
            using var proces = Process.Start(info)!;
            proces.StandardInput.Close();
            var uitvoer = proces.StandardOutput.ReadToEndAsync(afbreken);
            var fouten = proces.StandardError.ReadToEndAsync(afbreken);
            await proces.WaitForExitAsync(afbreken);
            return (proces.ExitCode, await uitvoer + await fouten);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return (127, "");
        }
    }
}
