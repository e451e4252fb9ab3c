using Ambulant.Core.Opslag;

namespace Ambulant.Core.Toegang;

/// <param name="Rol">Name of a <see cref="Rol"/>.</param>
/// <param name="School">With the roles of a school.</param>
/// <param name="Organisatie">May be given with a begeleider or jeugdprofessional.</param>
public sealed record PersoonToevoegenVerzoek(Guid Verzoek, string? Naam, string? Email, string? Rol, string? School, string? Organisatie, string? Deskundigheid);

/// <param name="Uitgenodigd">False: the person could sign in already.</param>
public sealed record ToegevoegdPersoon(Guid PersoonId, bool Uitgenodigd);

/// <summary>A regiobeheerder gives someone a role in the region. Someone known by this e-mail address already gets the role beside the own ones; who cannot sign in yet is invited.</summary>
public sealed class PersoonToevoegen(Database database, Uitnodigen uitnodigen) : IUseCase
{
    /// <summary>Roles that can be given; a parent is never a person of the region.</summary>
    public static readonly IReadOnlyList<Rol> Rollen =
        [Rol.Leerkracht, Rol.InternBegeleider, Rol.Directeur, Rol.Consulent, Rol.Besluitnemer, Rol.Begeleider, Rol.Jeugdprofessional, Rol.Regiobeheerder];

    public async Task<Resultaat<ToegevoegdPersoon>> VoerUitAsync(Gebruiker wie, string regio, PersoonToevoegenVerzoek verzoek, CancellationToken ct)
    {
        if (!Rechten.Mag(Recht.PersonenBeheren, wie, regio))
        {
            return Resultaat.Onvindbaar;
        }

        var invoer = new Invoer();
        var naam = invoer.Tekst("Naam", verzoek.Naam, "de naam", 120);
        var email = invoer.Email("Email", verzoek.Email);
        if (email is null)
        {
            invoer.Fout("Email", "Vul het e-mailadres in. Daar gaat de uitnodiging naartoe.");
        }

        var rol = Enum.TryParse<Rol>(invoer.Keuze("Rol", verzoek.Rol, "een rol", Rollen.Select(r => r.ToString())), out var gelezen) ? gelezen : default(Rol?);
        var opSchool = rol is Rol.Leerkracht or Rol.InternBegeleider or Rol.Directeur;
        var bijOrganisatie = rol is Rol.Begeleider or Rol.Jeugdprofessional;
        var deskundigheid = bijOrganisatie ? invoer.Optioneel("Deskundigheid", verzoek.Deskundigheid, "de deskundigheid", 200) : null;

        await using var sessie = await database.BeginAsync(regio, ct);
        var school = opSchool ? await BestaatAsync(sessie, "school", verzoek.School) : null;
        if (opSchool && school is null)
        {
            invoer.Fout("School", "Kies de school waar deze persoon werkt.");
        }

        var organisatie = bijOrganisatie ? await BestaatAsync(sessie, "organisatie", verzoek.Organisatie) : null;
        if (rol is Rol.Begeleider && organisatie is null)
        {
            invoer.Fout("Organisatie", "Kies bij welke organisatie deze begeleider werkt.");
        }

        if (!invoer.Goed)
        {
            return invoer.Weigering;
        }

        var persoon = await PersoonVastleggen.PersoonAsync(sessie, naam, email!);
        var toegevoegd = new ToegevoegdPersoon(persoon, !await sessie.EenAsync<bool>("select exists (select from persoon_identiteit where persoon_id = @persoon)", new { persoon }));
        if (!(await sessie.VerzoekAsync(verzoek.Verzoek, wie.PersoonId, null, persoon)).EersteKeer)
        {
            return Resultaat.Gelukt(toegevoegd);
        }

        if (!await PersoonVastleggen.LidmaatschapAsync(sessie, persoon, new(regio, rol!.Value, school, organisatie, deskundigheid)))
        {
            return Resultaat.Geweigerd("Rol", "Deze persoon heeft deze rol hier al.");
        }

        if (toegevoegd.Uitgenodigd)
        {
            await uitnodigen.SchrijfAsync(sessie, persoon, wie.PersoonId);
        }

        await sessie.LegVastAsync("lidmaatschap-gegeven", wie, Rol.Regiobeheerder, dossier: null, onderwerp: persoon);
        await sessie.VoltooiAsync();
        return Resultaat.Gelukt(toegevoegd);
    }

    private static async Task<Guid?> BestaatAsync(DbSessie sessie, string soort, string? id)
    {
        const string School = "select id from school where regio_id = @Regio and id = @gelezen";
        const string Organisatie = "select id from organisatie where regio_id = @Regio and id = @gelezen";
        return Guid.TryParse(id, out var gelezen) ? await sessie.EenAsync<Guid?>(soort == "school" ? School : Organisatie, new { sessie.Regio, gelezen }) : null;
    }
}
