namespace Ambulant.Portal.Look;

/// <summary>One choice in a &lt;keuzes&gt;, &lt;vinkjes&gt; or &lt;keuzelijst&gt;.</summary>
public sealed record Keuze(string Waarde, string Label, string? Hint = null)
{
    /// <summary>In a &lt;keuzelijst&gt;: the heading it stands under. Choices of one group follow each other.</summary>
    public string? Groep { get; init; }
}
