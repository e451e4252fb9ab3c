using Ambulant.Core.Dossiers;
using Ambulant.Core.Ouders;
using Ambulant.Core.Regios;
using Ambulant.Core.Toegang;
using Microsoft.AspNetCore.Authorization;

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

/// <summary>The right a page needs where its address is of the platform and of no region. A page can have both addresses.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OpPlatformAttribute(Recht recht) : Attribute
{
    public Recht Recht { get; } = recht;
}

/// <summary>Page of a dossier that makes sense only when it is about a leerling; with a dossier about a group or a school it is not there.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OverLeerlingAttribute : Attribute;

/// <summary>Page that hands over a file; the inzagelog calls it a download.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class DownloadAttribute : Attribute;

/// <summary>Page for everyone who is signed in, outside any region.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class VoorIedereenIngelogdAttribute : Attribute;

/// <summary>
/// Page for a parent who came in with the personal link and a code, under /{regio}/ouder. For the sign-in of people who work here it is
/// an open page; the access filter lets no one else than the parent through.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class VoorOuderAttribute : Attribute, IAllowAnonymous;

/// <summary>What the access filter found for this request. Pages read from here and decide nothing themselves.</summary>
public sealed class Huidig
{
    private Gebruiker? gebruiker;
    private Sessie? sessie;
    private IRegio? regio;
    private Dossierkop? dossier;
    private Ouderkop? ouder;

    /// <summary>Who is signed in.</summary>
    /// <exception cref="InvalidOperationException">Asked on a page that is open to everyone.</exception>
    public Gebruiker Wie => gebruiker ?? throw new InvalidOperationException("Nobody is signed in on this page.");

    public IRegio Regio => regio ?? throw new InvalidOperationException("This page has no region.");

    public Dossierkop Dossier => dossier ?? throw new InvalidOperationException("This page has no dossier.");

    /// <summary>The parent on a page with <see cref="VoorOuderAttribute"/>.</summary>
    public Ouderkop Ouder => ouder ?? throw new InvalidOperationException("This page is not for parents.");

    public Gebruiker? WieOfNiemand => gebruiker;

    /// <summary>The session of this request; null when nobody is signed in.</summary>
    public Sessie? SessieOfGeen => sessie;

    public IRegio? RegioOfGeen => regio;

    public Dossierkop? DossierOfGeen => dossier;

    public Ouderkop? OuderOfGeen => ouder;

    internal void Zet(Gebruiker? wie) => gebruiker = wie;

    internal void Zet(Sessie? welke) => (sessie, gebruiker) = (welke, welke?.Gebruiker);

    /// <summary>Whose providers this page is about: the key of the region, or null for the platform.</summary>
    public string? Providerbeheer => regio?.Sleutel;

    public string Providerlijst => regio is null ? "/platform/providers" : $"/{regio.Sleutel}/beheer/providers";

    internal void Zet(IRegio welke) => regio = welke;

    internal void Zet(Dossierkop kop) => dossier = kop;

    internal void Zet(Ouderkop kop) => ouder = kop;
}
