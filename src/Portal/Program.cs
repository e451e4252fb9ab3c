using Ambulant.Portal.Opstart;

// Commands for who runs it, each with its own database role. Without a command the portal starts.
return args switch
{
    ["migreren"] => await Opdrachten.MigrerenAsync(),
    ["regios-vastleggen"] => await Opdrachten.RegiosVastleggenAsync(),
    ["inzagelog-controleren"] => await Opdrachten.InzagelogControlerenAsync(null),
    ["inzagelog-controleren", var zegels] => await Opdrachten.InzagelogControlerenAsync(zegels),
    ["platformbeheerder", var naam, var email, var provider] => await Opdrachten.PlatformbeheerderAsync(naam, email, provider, nogEen: false),
    ["platformbeheerder", var naam, var email, var provider, "--nog-een"] => await Opdrachten.PlatformbeheerderAsync(naam, email, provider, nogEen: true),
    ["platformbeheerder", ..] => Opdrachten.Gebruik("platformbeheerder \"<naam>\" <e-mailadres> <inlogserver> [--nog-een]"),
    ["platformbeheerder-beeindigen", var email] => await Opdrachten.PlatformbeheerderBeeindigenAsync(email),
    _ => await Opdrachten.StartAsync(() => PortaalOpstart.Maak(args)),
};

/// <summary>Named so that tests can start the portal.</summary>
public partial class Program;
