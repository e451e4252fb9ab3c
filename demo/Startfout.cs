namespace Ambulant.Demo;

/// <summary>Something the person at the keyboard can mend: one sentence, no stack trace.</summary>
#pragma warning disable CA1710 // reads as Dutch
public sealed class Startfout : Exception
#pragma warning restore CA1710
{
    public Startfout(string zin)
        : base(zin)
    {
    }

    public Startfout(string zin, Exception oorzaak)
        : base(zin, oorzaak)
    {
    }

    public Startfout()
    {
    }
}
