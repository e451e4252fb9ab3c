using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace Ambulant.Portal.Opstart.Aanmelden;

/// <summary>
/// The framework's handler sends the client secret in the form (client_secret_post). For providers that take it in the header only
/// (client_secret_basic) this puts it there, on its way out.
/// </summary>
internal sealed class Geheimvorm : DelegatingHandler
{
    private static readonly ConcurrentDictionary<string, bool> Adressen = new(StringComparer.Ordinal);

    /// <summary>Remembers how the endpoints of a discovery document want the secret.</summary>
    public static void Onthoud(ICollection<string> manieren, params string?[] adressen)
    {
        foreach (var adres in adressen.Where(a => !string.IsNullOrEmpty(a)))
        {
            Adressen[adres!] = manieren.Contains("client_secret_basic") && !manieren.Contains("client_secret_post");
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Method == HttpMethod.Post && request.Content is { } inhoud && Adressen.GetValueOrDefault(request.RequestUri!.OriginalString)
            && QueryHelpers.ParseQuery(await inhoud.ReadAsStringAsync(cancellationToken)) is var velden
            && velden.TryGetValue("client_id", out var id) && velden.TryGetValue("client_secret", out var geheim))
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Uri.EscapeDataString(id!)}:{Uri.EscapeDataString(geheim!)}")));
            request.Content = new FormUrlEncodedContent(velden.Where(v => v.Key != "client_secret").Select(v => KeyValuePair.Create(v.Key, v.Value.ToString())));
        }

        return await base.SendAsync(request, cancellationToken);
    }
}
