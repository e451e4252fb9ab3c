namespace Ambulant.Portal.Pages.Leerlingen;

/// <summary>What is typed about a leerling.</summary>
public sealed class Leerlingformulier
{
    public string? School { get; set; }

    public string? Roepnaam { get; set; }

    public string? Achternaam { get; set; }

    public string? Geboortedatum { get; set; }

    public string? Groep { get; set; }
}
