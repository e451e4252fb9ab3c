using Ambulant.Bench;

// Two programs in one: the measuring, and (with "kaal") the bare page it measures beside.
return args is ["kaal", var adres, var verbinding] ? await KaalPagina.StartAsync(adres, verbinding) : await Meting.VoerUitAsync(args);
