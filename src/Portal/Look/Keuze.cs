namespace Ambulant.Portal.Look;

/// <summary>One choice in a &lt;keuzes&gt;, &lt;vinkjes&gt; or &lt;keuzelijst&gt;.</summary>
public sealed record Keuze(string Waarde, string Label, string? Hint = null);
