using System.Runtime.InteropServices;
using Ambulant.Demo;

try
{
    var opdracht = Opdracht.Lees(args);
    if (opdracht.Naam == "help")
    {
        Console.WriteLine(Opdracht.Uitleg);
        return 0;
    }

    using var einde = new CancellationTokenSource();
    // Ctrl-C, a closed terminal and a polite kill all end the demo in order.
    using var ctrlC = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
    using var term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
    using var ophangen = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Stop);
    await Opstelling.VoerUitAsync(opdracht, Console.Out, opdracht.Json ? Console.Error : Console.Out, einde.Token);
    return 0;

    void Stop(PosixSignalContext signaal)
    {
        signaal.Cancel = true;
        einde.Cancel();
    }
}
catch (Startfout fout)
{
    Console.Error.WriteLine(fout.Message);
    return 1;
}
