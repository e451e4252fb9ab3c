using Ambulant.Core.Opslag;

namespace Ambulant.Core.Toegang;

/// <summary>Who manages a provider: the beheerders of one region, or (null) those of the platform.</summary>
internal static class Providerbeheer
{
    public const string Eigen = "beheerd_door::text is not distinct from @regio::text";

    public static bool Mag(Gebruiker wie, string? regio) => regio is null ? Rechten.Mag(Recht.PlatformBeheren, wie) : Rechten.Mag(Recht.ProvidersBeheren, wie, regio);

    public static Task LegVastAsync(DbSessie sessie, Gebruiker wie, string? regio, string soort, string provider) =>
        regio is null ? Platformspoor.SchrijfAsync(sessie, wie.PersoonId, soort, provider) : sessie.LegVastAsync(soort, wie, Rol.Regiobeheerder, null);
}

/// <summary>What was done for the platform, outside every region.</summary>
internal static class Platformspoor
{
    public static Task SchrijfAsync(DbSessie sessie, Guid? persoon, string soort, string onderwerp)
    {
        const string Sql = "insert into platformhandeling (id, persoon_id, soort, onderwerp, op) values (@id, @persoon, @soort, @onderwerp, @Nu)";
        return sessie.VoerUitAsync(Sql, new { id = Guid.CreateVersion7(), persoon, soort, onderwerp, sessie.Nu });
    }
}
