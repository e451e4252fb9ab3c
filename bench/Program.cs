using Ambulant.Bench;

// Two programs in one: the measuring, and (with "kaal" and "kaal-aanmelden") the bare ones it measures beside.
return args switch
{
    ["kaal", var adres, var verbinding] => await KaalPagina.StartAsync(adres, verbinding),
    ["kaal-aanmelden", var adres, var issuer] => await Aanmeldingen.KaalAsync(adres, issuer),
    _ => await Meting.VoerUitAsync(args),
};
