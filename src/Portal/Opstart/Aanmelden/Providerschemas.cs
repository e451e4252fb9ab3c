using Ambulant.Core.Toegang;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;

namespace Ambulant.Portal.Opstart.Aanmelden;

/// <summary>
/// Knows the scheme "oidc:{id}" of each provider in the table. These never join the list of schemes that every request walks, so the
/// number of providers costs nothing.
/// </summary>
internal sealed class Providerschemas(IOptions<AuthenticationOptions> opties, Identiteitsproviders providers) : AuthenticationSchemeProvider(opties)
{
    public const string Voorvoegsel = "oidc:";

    public override async Task<AuthenticationScheme?> GetSchemeAsync(string name) =>
        name.StartsWith(Voorvoegsel, StringComparison.Ordinal)
            ? await providers.VindAsync(name[Voorvoegsel.Length..]) is { } provider
                ? new AuthenticationScheme(name, provider.Naam, typeof(OpenIdConnectHandler))
                : null
            : await base.GetSchemeAsync(name);
}
