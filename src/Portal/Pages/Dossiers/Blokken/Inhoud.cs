using Ambulant.Core.Regios;

namespace Ambulant.Portal.Pages.Dossiers.Blokken;

/// <summary>A block with what a version of it says.</summary>
public sealed record Inhoud(Blok Blok, IReadOnlyDictionary<string, string> Waarden);
