using System.Globalization;
using System.Text.Json;
using Ambulant.Core.Opslag;
using Ambulant.Core.Regios;
using Ambulant.Core.Routes;
using Ambulant.Core.Toegang;

namespace Ambulant.Core.Blokken;

/// <param name="Versie">The version the form was made from; 0 when nothing was written yet.</param>
/// <param name="Velden">As typed, by the key of the field.</param>
public sealed record BlokBewarenVerzoek(Guid Verzoek, Guid Dossier, string Blok, int Versie, IReadOnlyDictionary<string, string?> Velden);

/// <summary>
/// Makes the next version of a block. What stood there stays as it was, with who wrote it. Of two people who began from the same version
/// the second hears of the first and keeps the own text.
/// </summary>
public sealed class BlokBewaren(Database database, Regioregister regios) : IUseCase
{
    /// <returns>Number of the newest version.</returns>
    public async Task<Resultaat<int>> VoerUitAsync(Gebruiker wie, string regio, BlokBewarenVerzoek verzoek, CancellationToken ct)
    {
        await using var sessie = await database.BeginAsync(regio, ct);
        if (await sessie.NeemDossierAsync(wie, verzoek.Dossier, Recht.BlokSchrijven) is not { } dossier
            || regios[regio].Blokken.FirstOrDefault(b => b.Sleutel == verzoek.Blok) is not { } blok
            || !Rechten.Schrijft(blok, dossier.Rollen, dossier.Volledig))
        {
            return Resultaat.Onvindbaar;
        }

        const string Nieuwste = "select nummer, inhoud::text as inhoud from blokversie where regio_id = @regio and dossier_id = @Id and blok = @Sleutel order by nummer desc limit 1";
        var staat = await sessie.EenAsync<Staatrij>(Nieuwste, new { regio, dossier.Id, blok.Sleutel });
        if (!(await sessie.VerzoekAsync(verzoek.Verzoek, wie.PersoonId, dossier.Id, dossier.Id)).EersteKeer)
        {
            return Resultaat.Gelukt(staat?.Nummer ?? 0);
        }

        if ((staat?.Nummer ?? 0) != verzoek.Versie)
        {
            return Resultaat.Geweigerd("", Tussentijds.Gewijzigd);
        }

        var invoer = new Invoer();
        var inhoud = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var veld in blok.Velden)
        {
            if (Waarde(invoer, veld, verzoek.Velden.GetValueOrDefault(veld.Sleutel), sessie.Vandaag) is { } waarde)
            {
                inhoud[veld.Sleutel] = waarde;
            }
        }

        if (invoer.Goed && inhoud.Count == 0)
        {
            invoer.Fout($"Velden[{blok.Velden[0].Sleutel}]", "Vul minstens één onderdeel in.");
        }

        if (!invoer.Goed)
        {
            return invoer.Weigering;
        }

        // Saving what already stands there makes no version: an instemming with it would lose its meaning for nothing.
        if (staat is not null && Blokversie.Lees(staat.Inhoud) is var stond && stond.Count == inhoud.Count && inhoud.All(v => stond.GetValueOrDefault(v.Key) == v.Value))
        {
            return Resultaat.Gelukt(staat.Nummer);
        }

        var rol = dossier.AlsRol([.. blok.Schrijvers]);
        const string Nieuw = """
            insert into blokversie (regio_id, dossier_id, blok, nummer, inhoud, persoon_id, rol, op)
            values (@regio, @Id, @Sleutel, @nummer, @inhoud::jsonb, @PersoonId, @rol, @Nu)
            """;
        var nummer = (staat?.Nummer ?? 0) + 1;
        await sessie.VoerUitAsync(Nieuw, new { regio, dossier.Id, blok.Sleutel, nummer, inhoud = JsonSerializer.Serialize(inhoud), wie.PersoonId, rol = rol.ToString(), sessie.Nu });
        await sessie.LegVastAsync($"{blok.Sleutel}-bewaard", wie, rol, dossier.Id);
        await sessie.VoltooiAsync();
        return Resultaat.Gelukt(nummer);
    }

    private static string? Waarde(Invoer invoer, Veld veld, string? getypt, DateOnly vandaag)
    {
        var naam = $"Velden[{veld.Sleutel}]";
        if (veld.Verplicht && veld.Soort is not Veldsoort.Bevestiging && string.IsNullOrWhiteSpace(getypt))
        {
            invoer.Fout(naam, veld.Soort is Veldsoort.Keuze ? $"Maak een keuze bij '{veld.Label}'." : $"Vul '{veld.Label}' in.");
            return null;
        }

        switch (veld.Soort)
        {
            case Veldsoort.Datum:
                return invoer.OptioneleDatum(naam, getypt, "de datum", new(2020, 1, 1), vandaag.AddYears(2)) is { } dag ? Dag.Kort(dag) : null;
            case Veldsoort.Keuze:
                return string.IsNullOrEmpty(getypt) ? null : invoer.Keuze(naam, getypt, $"'{veld.Label}'", veld.Keuzes!);
            case Veldsoort.Getal when !string.IsNullOrWhiteSpace(getypt):
                if (!int.TryParse(getypt.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var getal))
                {
                    invoer.Fout(naam, "Schrijf een heel getal met cijfers, bijvoorbeeld 12.");
                    return null;
                }

                return getal.ToString(CultureInfo.InvariantCulture);
            case Veldsoort.Bevestiging when getypt is "true" or "on":
                return "ja";
            case Veldsoort.Bevestiging when veld.Verplicht:
                invoer.Fout(naam, $"Bevestig: {char.ToLowerInvariant(veld.Label[0])}{veld.Label[1..]}.");
                return null;
            case Veldsoort.Regel or Veldsoort.Tekst:
                return invoer.Optioneel(naam, getypt, $"'{veld.Label}'", veld.Soort is Veldsoort.Regel ? Math.Min(veld.Lengte, 200) : veld.Lengte);
            default:
                return null;
        }
    }

    private sealed record Staatrij(int Nummer, string Inhoud);
}
