using Ambulant.Core.Opslag;
using Dapper;

namespace Ambulant.Core.Toegang;

/// <summary>Binds the sign-in someone just used to the person who was invited. An invitation is used once.</summary>
public sealed class UitnodigingAanvaarden(Database database) : IUseCase
{
    /// <summary>The person's id, or a refusal whose field is "code" (the invitation) or "identiteit" (the sign-in that was used).</summary>
    public async Task<Resultaat<Guid>> VoerUitAsync(string code, string issuer, string subject, CancellationToken ct, string? provider = null)
    {
        // The lock makes the second of two simultaneous uses wait and then see that the code was used.
        const string Uitnodiging = """
            select id, persoon_id, vervalt_op, gebruikt_op, ingetrokken_op, provider_id from uitnodiging where code_hash = @hash for update
            """;
        const string Koppel = """
            insert into persoon_identiteit (issuer, subject, persoon_id, gekoppeld_op, provider_id) values (@issuer, @subject, @persoon, @nu, @provider) on conflict do nothing
            """;
        const string Eigenaar = "select persoon_id from persoon_identiteit where issuer = @issuer and subject = @subject";
        const string Gebruikt = "update uitnodiging set gebruikt_op = @nu where id = @id";

        var nu = database.Nu;
        await using var verbinding = await database.OpenAsync(ct);
        await using var transactie = await verbinding.BeginTransactionAsync(ct);
        var rij = await verbinding.QuerySingleOrDefaultAsync<Rij>(new CommandDefinition(
            Uitnodiging, new { hash = Uitnodigingscode.Hash(code) }, transactie, cancellationToken: ct));
        if (rij is null)
        {
            return Resultaat.Geweigerd("code", "Deze uitnodiging bestaat niet.");
        }

        switch (UitnodigingBekijken.Staat(rij.GebruiktOp, rij.IngetrokkenOp, rij.VervaltOp, nu))
        {
            case Uitnodigingsstaat.Gebruikt:
                return Resultaat.Geweigerd("code", "Deze uitnodiging is al gebruikt.");
            case Uitnodigingsstaat.Ingetrokken:
                return Resultaat.Geweigerd("code", "Deze uitnodiging is ingetrokken.");
            case Uitnodigingsstaat.Verlopen:
                return Resultaat.Geweigerd("code", "Deze uitnodiging is verlopen.");
        }

        if (rij.ProviderId is not null && rij.ProviderId != provider)
        {
            return Resultaat.Geweigerd("code", "Deze uitnodiging is voor een andere inlogserver.");
        }

        var persoon = rij.PersoonId;
        await verbinding.ExecuteAsync(new CommandDefinition(Koppel, new { issuer, subject, persoon, nu, provider }, transactie, cancellationToken: ct));
        if (await verbinding.QuerySingleAsync<Guid>(new CommandDefinition(Eigenaar, new { issuer, subject }, transactie, cancellationToken: ct)) != persoon)
        {
            return Resultaat.Geweigerd("identiteit", "Dit account hoort al bij iemand anders in Ambulant. Log in met uw eigen account.");
        }

        await verbinding.ExecuteAsync(new CommandDefinition(Gebruikt, new { rij.Id, nu }, transactie, cancellationToken: ct));
        await transactie.CommitAsync(ct);
        return Resultaat.Gelukt(persoon);
    }

    private sealed record Rij(Guid Id, Guid PersoonId, DateTimeOffset VervaltOp, DateTimeOffset? GebruiktOp, DateTimeOffset? IngetrokkenOp, string? ProviderId);
}
