using System.Text.Json;
using Ambulant.Core.Routes;
using Ambulant.Core.Toegang;

namespace Ambulant.Core.Dossiers;

/// <summary>The facts that vereisten look at, as one row.</summary>
internal static class Feiten
{
    /// <summary>Expects @regio and @dossier.</summary>
    public const string Sql = """
        select
          exists (select from hulpvraag h where h.regio_id = d.regio_id and h.dossier_id = d.id and h.vraag is not null and h.gebied is not null and h.soort is not null) as hulpvraag_compleet,
          (select count(*) from interventie i where i.regio_id = d.regio_id and i.dossier_id = d.id)::int as interventies,
          (select count(*) from interventie i where i.regio_id = d.regio_id and i.dossier_id = d.id and i.opbrengst is null)::int as interventies_zonder_opbrengst,
          exists (select from document x where x.regio_id = d.regio_id and x.dossier_id = d.id and x.soort = 'opp') as opp_aanwezig,
          d.toestemming_geldig,
          array(select distinct b.rol from betrokkene b where b.regio_id = d.regio_id and b.dossier_id = d.id and b.tot is null) as betrokken,
          (select count(*) from doel x where x.regio_id = d.regio_id and x.dossier_id = d.id and x.stand <> 'vervallen')::int as doelen,
          (select count(*) from afspraak a where a.regio_id = d.regio_id and a.dossier_id = d.id)::int as afspraken,
          (select count(*) from advies a where a.regio_id = d.regio_id and a.dossier_id = d.id and a.verwerking is null)::int as adviezen_open,
          (select count(*) from ouder o where o.regio_id = d.regio_id and o.leerling_id = d.leerling_id and o.gezag)::int as ouders_met_gezag,
          (select coalesce(jsonb_object_agg(v.blok, jsonb_build_object('versie', v.nummer, 'inhoud', v.inhoud, 'ingestemd', instemming_geldig(d.regio_id, d.id, v.blok, v.nummer))), '{}')::text
           from (select distinct on (b.blok) b.blok, b.nummer, b.inhoud from blokversie b where b.regio_id = d.regio_id and b.dossier_id = d.id order by b.blok, b.nummer desc) v) as blokken
        from dossier d where d.regio_id = @regio and d.id = @dossier
        """;

    public sealed record Rij(
        bool HulpvraagCompleet, int Interventies, int InterventiesZonderOpbrengst, bool OppAanwezig, bool ToestemmingGeldig, string[] Betrokken,
        int Doelen, int Afspraken, int AdviezenOpen, int OudersMetGezag, string Blokken)
    {
        public Dossierfeiten AlsFeiten() => new(
            HulpvraagCompleet, Interventies, InterventiesZonderOpbrengst, OppAanwezig, ToestemmingGeldig,
            Betrokken.Select(Enum.Parse<Rol>).ToHashSet(), Doelen, Afspraken, AdviezenOpen, OudersMetGezag)
        {
            Blokken = JsonSerializer.Deserialize<Dictionary<string, Blokfeit>>(Blokken, JsonSerializerOptions.Web)!,
        };
    }
}
