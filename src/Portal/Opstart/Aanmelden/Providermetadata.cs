using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Ambulant.Portal.Opstart.Aanmelden;

/// <summary>
/// The discovery document and keys of one provider. Not the framework's manager: that one fetches new keys in the background, so the first
/// person after a provider changed its keys is refused.
/// </summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1001", Justification = "The semaphore is only waited for asynchronously, so it holds nothing to dispose of.")]
internal sealed class Providermetadata(string adres, IDocumentRetriever ophalen, IConfigurationValidator<OpenIdConnectConfiguration> controle, TimeProvider klok)
    : IConfigurationManager<OpenIdConnectConfiguration>
{
    /// <summary>A key that the provider withdrew is not trusted longer than this, as long as the provider answers.</summary>
    private static readonly TimeSpan Houdbaar = TimeSpan.FromHours(1);

    /// <summary>How soon an unknown key may make us ask again: a hostile answer must not make us hammer a provider.</summary>
    private static readonly TimeSpan Rust = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim beurt = new(1);
    private volatile OpenIdConnectConfiguration? bewaard;
    private DateTimeOffset opgehaald;
    private DateTimeOffset ververst;
    private volatile bool gevraagd;

    public async Task<OpenIdConnectConfiguration> GetConfigurationAsync(CancellationToken cancel)
    {
        if (bewaard is { } vers && !MoetVerversen())
        {
            return vers;
        }

        await beurt.WaitAsync(cancel);
        try
        {
            if (bewaard is { } intussen && !MoetVerversen())
            {
                return intussen;
            }

            if (bewaard is not null)
            {
                ververst = klok.GetUtcNow();
            }

            gevraagd = false;
            try
            {
                var nieuw = await OpenIdConnectConfigurationRetriever.GetAsync(adres, ophalen, cancel);
                if (controle.Validate(nieuw) is { Succeeded: false, ErrorMessage: var fout })
                {
                    throw new InvalidOperationException(fout);
                }

                opgehaald = klok.GetUtcNow();
                return bewaard = nieuw;
            }
            catch (Exception) when (bewaard is not null && !cancel.IsCancellationRequested)
            {
                // What was known still serves: a hiccup of the document must not keep a school out.
                return bewaard;
            }
        }
        finally
        {
            beurt.Release();
        }
    }

    public void RequestRefresh() => gevraagd = true;

    private bool MoetVerversen() => klok.GetUtcNow() is var nu && nu - ververst > Rust && (gevraagd || nu - opgehaald > Houdbaar);
}
