namespace Ambulant.Portal.Opstart.Aanmelden;

/// <summary>
/// Outside development all cookies are Secure and bear the prefix with which the browser itself refuses any other origin of them. Plain
/// http on a developer's machine cannot have that: there the names are bare and Secure follows the request.
/// </summary>
internal sealed class Cookienamen(IHostEnvironment omgeving)
{
    private readonly bool overHttps = !omgeving.IsDevelopment();

    public CookieSecurePolicy Secure => overHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;

    public string Sessie => Host("ambulant");

    public string Organisatie => Host("ambulant-organisatie");

    /// <summary>Holds the sentence that the next page shows, and is empty otherwise.</summary>
    public string Melding => Host("ambulant-melding");

    public string Host(string naam) => overHttps ? "__Host-" + naam : naam;

    // The cookies of one sign-in go to that provider's callback only, and __Host- allows no path.
    public string OpPad(string naam) => overHttps ? "__Secure-" + naam : naam;
}
