using Ambulant.Core;
using Ambulant.Core.Begeleiders;
using Ambulant.Core.Mail;
using Ambulant.Core.Opslag;
using Ambulant.Core.Regios;
using Ambulant.Core.Scholen;
using Ambulant.Core.Toegang;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Ambulant.Demo;

/// <summary>An organisation with the address of its running identity provider.</summary>
public sealed record DraaiendeAanbieder(Aanbieder Aanbieder, string Authority, string Issuer);

/// <summary>
/// Puts the invented organisations, people and dossiers in the database, through the same use cases as the portal. Runs at every
/// start, so it must find what is already there; the address of a provider changes with --poort.
/// </summary>
public static class Demogegevens
{
    /// <summary>Schools and the organisation that employs the begeleiders, by the provider their people sign in with.</summary>
    private static readonly Dictionary<string, (string Regio, string Brin, string Naam, string Plaats)> Scholen = new()
    {
        ["vlinderhof"] = ("liemers", "99VH", "De Vlinderhof", "Verzonnendam"),
        ["zandkasteel"] = ("liemers", "99ZK", "Het Zandkasteel", "Bedachtenveen"),
        ["duinroos"] = ("noord-kennemerland", "99DR", "De Duinroos", "Fantasiewijk aan Zee"),
    };

    private static readonly Rol[] VanSchool = [Rol.Leerkracht, Rol.InternBegeleider, Rol.Directeur];

    private const string Werkgever = "ambulant-op-pad";

    /// <param name="verbinding">As the application role: the loader may no more than the portal.</param>
    /// <param name="portaal">Address of the portal, for links in mails.</param>
    /// <param name="regios">The regions of the demo, and one that was just made, when there is one.</param>
    /// <param name="leeg">Only organisations and people; no leerlingen and no dossiers.</param>
    public static async Task LaadAsync(string verbinding, string portaal, IReadOnlyList<string> regios, IReadOnlyList<DraaiendeAanbieder> aanbieders, bool leeg, CancellationToken afbreken)
    {
        var diensten = new ServiceCollection();
        diensten.AddSingleton(TimeProvider.System);
        diensten.AddLogging();
        diensten.AddCore(
            verbinding,
            new Portaaladres(portaal),
            new Mailserver(new Uri("smtp://127.0.0.1:1"), "ambulant@demo.voorbeeld"),
            Lees(() => Regiomodules.Vind(Path.GetDirectoryName(Mappen.Portal)!)),
            regios);
        await using var alles = diensten.BuildServiceProvider();
        await using var scope = alles.CreateAsyncScope();
        var dienst = scope.ServiceProvider;
        var register = Lees(dienst.GetRequiredService<Regioregister>);
        await dienst.GetRequiredService<RegioToevoegen>().VoerUitAsync(afbreken);

        var mensen = new Dictionary<string, Gebruiker>();
        foreach (var (aanbieder, authority, issuer) in aanbieders)
        {
            var provider = new Identiteitsprovider(aanbieder.Id, aanbieder.Naam, authority, aanbieder.ClientId, aanbieder.ClientSecret, [aanbieder.Domein], true);
            var vastgelegd = await dienst.GetRequiredService<IdentiteitsproviderVastleggen>().VoerUitAsync(provider, afbreken);
            if (!vastgelegd.IsGelukt)
            {
                throw new Startfout($"De aanmeldserver van {aanbieder.Naam} kon niet worden vastgelegd: {vastgelegd.Weigeringen[0].Bericht}");
            }

            var nieuw = !Mensen.Aanbieders.Contains(aanbieder);
            (string Regio, string? Brin, string Naam, string Plaats) plek = nieuw ? (aanbieder.Id, "99PP", "De Proefschool", "Verzonnendam") : Scholen.GetValueOrDefault(aanbieder.Id);
            var school = plek.Brin is null ? (Guid?)null : await dienst.GetRequiredService<SchoolVastleggen>().VoerUitAsync(plek.Regio, plek.Brin, plek.Naam, plek.Plaats, "Stichting Verzonnen Scholen", afbreken);
            foreach (var mens in aanbieder.Mensen)
            {
                var lidmaatschappen = new List<Lidmaatschapsopgave>();
                foreach (var regio in mens.Regios)
                {
                    var uitgezonden = aanbieder.Id == Werkgever || (nieuw && mens.Rol is Rol.Begeleider or Rol.Jeugdprofessional);
                    var organisatie = uitgezonden ? await dienst.GetRequiredService<OrganisatieVastleggen>().VoerUitAsync(regio, mens.Werkgever.Naam, mens.Werkgever.BetaaldUit, afbreken) : (Guid?)null;
                    var deskundigheid = nieuw && mens.Rol is Rol.Begeleider && register[regio].Deskundigheden is [var eerste, ..] ? eerste.Naam : mens.Deskundigheid.GetValueOrDefault(regio);
                    lidmaatschappen.Add(new(regio, mens.Rol, nieuw && !VanSchool.Contains(mens.Rol) ? null : school, organisatie, deskundigheid));
                }

                var persoon = await dienst.GetRequiredService<PersoonVastleggen>().VoerUitAsync(mens.Naam, $"{mens.Aanmeldnaam}@{aanbieder.Domein}", lidmaatschappen, afbreken);
                await dienst.GetRequiredService<IdentiteitVastleggen>().VoerUitAsync(persoon, issuer, mens.Subject, afbreken);
                mensen[mens.Aanmeldnaam] = new(persoon, mens.Naam, [.. lidmaatschappen.Select(l => new Lidmaatschap(l.Regio, l.Rol, l.School, l.Organisatie))]);
            }
        }

        if (!leeg)
        {
            await new Demodossiers(dienst, mensen, afbreken).LaadAsync();
            await new Noorddossiers(dienst, mensen, afbreken).LaadAsync();
        }
    }

    /// <summary>The platformbeheerder, as the role that owns the tables: the application's own role cannot make one.</summary>
    public static async Task LaadPlatformAsync(string beheer, CancellationToken afbreken)
    {
        await using var database = new Database(new NpgsqlConnectionStringBuilder(beheer) { Options = "-c role=ambulant_migratie" }.ConnectionString, TimeProvider.System);
        await new PlatformbeheerderVastleggen(database).VoerUitAsync("Petra Verzonnen", "petra@swv-liemers.voorbeeld", afbreken);
    }

    // What is wrong with a module is said in one sentence, here as in the portal.
    private static T Lees<T>(Func<T> module)
    {
        try
        {
            return module();
        }
        catch (InvalidOperationException fout)
        {
            throw new Startfout(fout.Message, fout);
        }
    }
}
