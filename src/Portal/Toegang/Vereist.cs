using Ambulant.Core.Dossiers;
using Ambulant.Core.Regios;
using Ambulant.Core.Toegang;

namespace Ambulant.Portal.Toegang;

/// <summary>
/// The right a page needs. Every page under /{regio} carries one; a page without it answers 404 to everyone.
/// With a right in a dossier the page lies under /{regio}/dossiers/{dossier}.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class VereistAttribute(Recht recht) : Attribute
{
    public Recht Recht { get; } = recht;
}

/// <summary>Page for everyone who is signed in, outside any region.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class VoorIedereenIngelogdAttribute : Attribute;

/// <summary>What the access filter found for this request. Pages read from here and decide nothing themselves.</summary>
public sealed class Huidig
{
    private Gebruiker? gebruiker;
    private IRegio? regio;
    private Dossierkop? dossier;

    /// <summary>Who is signed in.</summary>
    /// <exception cref="InvalidOperationException">Asked on a page that is open to everyone.</exception>
    public Gebruiker Wie => gebruiker ?? throw new InvalidOperationException("Nobody is signed in on this page.");

    public IRegio Regio => regio ?? throw new InvalidOperationException("This page has no region.");

    public Dossierkop Dossier => dossier ?? throw new InvalidOperationException("This page has no dossier.");

    public Gebruiker? WieOfNiemand => gebruiker;

    public IRegio? RegioOfGeen => regio;

    public Dossierkop? DossierOfGeen => dossier;

    internal void Zet(Gebruiker? wie) => gebruiker = wie;

    internal void Zet(IRegio welke) => regio = welke;

    internal void Zet(Dossierkop kop) => dossier = kop;
}
