using System.Buffers.Binary;
using System.Text;
using Ambulant.Core.Documenten;

namespace Ambulant.Core.Tests.Documenten;

/// <summary>What a camera or a program wrote in a picture does not come into the dossier; the picture itself does, whole.</summary>
public sealed class AfbeeldingTests
{
    // Sixteen by eight pixels from red to blue.
    private static readonly byte[] Jpeg = Convert.FromBase64String("/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABQODxIPDRQSEBIXFRQYHjIhHhwcHj0sLiQySUBMS0dARkVQWnNiUFVtVkVGZIhlbXd7gYKBTmCNl4x9lnN+gXz/2wBDARUXFx4aHjshITt8U0ZTfHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHz/wAARCAAIABADASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAX/xAAWEAEBAQAAAAAAAAAAAAAAAAAAFGH/xAAVAQEBAAAAAAAAAAAAAAAAAAAEBf/EABcRAAMBAAAAAAAAAAAAAAAAAAADFFH/2gAMAwEAAhEDEQA/AINGlGgvQIwRa7T/2Q==");
    private static readonly byte[] Trapsgewijs = Convert.FromBase64String("/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABQODxIPDRQSEBIXFRQYHjIhHhwcHj0sLiQySUBMS0dARkVQWnNiUFVtVkVGZIhlbXd7gYKBTmCNl4x9lnN+gXz/2wBDARUXFx4aHjshITt8U0ZTfHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHz/wgARCAAIABADASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAT/xAAVAQEBAAAAAAAAAAAAAAAAAAADBP/aAAwDAQACEAMQAAABgF6f/8QAFRABAQAAAAAAAAAAAAAAAAAAABL/2gAIAQEAAQUCpT//xAAWEQADAAAAAAAAAAAAAAAAAAAAAhP/2gAIAQMBAT8Bs5//xAAWEQADAAAAAAAAAAAAAAAAAAAAAhP/2gAIAQIBAT8Bgh//xAAUEAEAAAAAAAAAAAAAAAAAAAAQ/9oACAEBAAY/Aj//xAAUEAEAAAAAAAAAAAAAAAAAAAAQ/9oACAEBAAE/IQ//2gAMAwEAAgADAAAAEAP/xAAVEQEBAAAAAAAAAAAAAAAAAAAAYf/aAAgBAwEBPxCz/8QAFREBAQAAAAAAAAAAAAAAAAAAAGH/2gAIAQIBAT8Qm//EABUQAQEAAAAAAAAAAAAAAAAAAABx/9oACAEBAAE/EKU//9k=");
    private static readonly byte[] Png = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAABAAAAAIEAIAAAAvhDSDAAAAQ0lEQVQoz7XSAQ0AIBBC0e9mlDOMYc4wZxfLYBdNAQXeYLT3sKYpIcoIHMEMH9Dv8jboShjbONEMODICUaA0AgDOq34aeBADShouKgAAAABJRU5ErkJggg==");

    [Fact]
    public void A_picture_with_nothing_else_stays_as_it_is()
    {
        Assert.Equal(Jpeg, Afbeelding.Schoon(Jpeg, png: false));
        Assert.Equal(Trapsgewijs, Afbeelding.Schoon(Trapsgewijs, png: false));
        Assert.Equal(Png, Afbeelding.Schoon(Png, png: true));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_photo_keeps_which_way_is_up_and_nothing_about_where_when_or_with_what(bool trapsgewijs)
    {
        var foto = trapsgewijs ? Trapsgewijs : Jpeg;
        var schoon = Afbeelding.Schoon(Vervuild(foto), png: false)!;
        Assert.False(Verraadt(schoon));

        // The smallest Exif with orientation 6, before the frame; without it the image is that of before.
        ReadOnlySpan<byte> stand = [0xFF, 0xE1, 0, 34, .. "Exif\0\0MM"u8, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0];
        var plek = schoon.AsSpan().IndexOf(stand);
        Assert.True(plek > 0);
        byte[] zonder = [.. schoon[..plek], .. schoon[(plek + stand.Length)..]];
        Assert.Equal(foto, zonder);
        Assert.Equal(schoon, Afbeelding.Schoon(schoon, png: false));
    }

    [Fact]
    public void A_png_loses_its_texts_its_time_and_what_was_put_behind_it() => Assert.Equal(Png, Afbeelding.Schoon(Vervuild(Png), png: true));

    [Fact]
    public void What_is_not_whole_is_refused_wherever_it_was_cut()
    {
        foreach (var (inhoud, png) in new[] { (Vervuild(Jpeg), false), (Trapsgewijs, false), (Png, true) })
        {
            var heel = Afbeelding.Schoon(inhoud, png)!;
            for (var lengte = png ? 8 : 3; lengte < heel.Length - 1; lengte++)
            {
                Assert.True(Afbeelding.Schoon(heel.AsSpan(0, lengte), png) is null, $"{lengte} of {heel.Length} bytes");
            }
        }
    }

    [Fact]
    public void Nothing_that_is_sent_throws_or_lets_anything_through()
    {
        var toeval = new Random(7);
        for (var keer = 0; keer < 20_000; keer++)
        {
            var png = keer % 2 == 0;
            var inhoud = Vervuild(png ? Png : keer % 4 == 1 ? Jpeg : Trapsgewijs);
            for (var fout = toeval.Next(1, 5); fout > 0; fout--)
            {
                // The first bytes are what it was recognised by.
                inhoud[toeval.Next(png ? 8 : 3, inhoud.Length)] = (byte)toeval.Next(256);
            }

            var schoon = Afbeelding.Schoon(inhoud, png);
            Assert.True(schoon is null || schoon.Length <= inhoud.Length + 40);
            // A length that was changed can make a text part of the image data; never a whole part of its own.
            Assert.False(schoon is not null && png && schoon.AsSpan().IndexOf("tEXt"u8) >= 0 && inhoud.AsSpan().IndexOf("tEXt"u8) < 0);
        }
    }

    [Theory]
    [InlineData(10_000u, 10_000u, true)]
    [InlineData(10_001u, 10_000u, false)]
    [InlineData(30_001u, 1u, false)]
    [InlineData(0u, 10u, false)]
    [InlineData(uint.MaxValue, uint.MaxValue, false)]
    public void A_picture_of_more_pixels_than_anyone_needs_is_refused(uint breedte, uint hoogte, bool goed)
    {
        var png = Png.ToArray();
        BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(16), breedte);
        BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(20), hoogte);
        Assert.Equal(goed, Afbeelding.Schoon(png, png: true) is not null);

        if (breedte <= ushort.MaxValue)
        {
            var jpeg = Jpeg.ToArray();
            var frame = jpeg.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC0]);
            BinaryPrimitives.WriteUInt16BigEndian(jpeg.AsSpan(frame + 5), (ushort)hoogte);
            BinaryPrimitives.WriteUInt16BigEndian(jpeg.AsSpan(frame + 7), (ushort)breedte);
            Assert.Equal(goed, Afbeelding.Schoon(jpeg, png: false) is not null);
        }
    }

    /// <summary>As a camera and a drawing program write it: place, maker, remark, small picture, and a ZIP behind the end.</summary>
    internal static byte[] Vervuild(byte[] beeld)
    {
        const string Geheim = "VERZONNENDAM 52.1N 6.2E";
        if (beeld[0] == 0x89)
        {
            byte[] Stuk(string soort, string tekst) => [.. Lang(tekst.Length), .. Encoding.ASCII.GetBytes(soort + tekst), 0, 0, 0, 0];
            var einde = beeld.Length - 12;
            return [.. beeld[..33], .. Stuk("tEXt", "Author\0" + Geheim), .. Stuk("eXIf", "MM\0*" + Geheim), .. Stuk("tIME", "1234567"), .. beeld[33..einde], .. Stuk("iTXt", Geheim), .. beeld[einde..], .. Encoding.ASCII.GetBytes("PK" + Geheim)];
        }

        // Little-endian, with the maker (010F) before the orientation (0112), and the place behind the directory.
        byte[] exif = [.. "Exif\0\0II*\0"u8, 8, 0, 0, 0, 2, 0, 0x0F, 1, 2, 0, 8, 0, 0, 0, 38, 0, 0, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0, .. Encoding.ASCII.GetBytes(Geheim)];
        byte[] Deel(byte code, byte[] inhoud) => [0xFF, code, (byte)((inhoud.Length + 2) >> 8), (byte)(inhoud.Length + 2), .. inhoud];
        var tekst = Encoding.ASCII.GetBytes(Geheim);
        return [.. beeld[..2], .. Deel(0xE1, exif), .. beeld[2..20], .. Deel(0xFE, tekst), .. Deel(0xE1, [.. "http://ns.adobe.com/xap/1.0/\0"u8, .. tekst]), .. Deel(0xED, tekst), 0xFF, .. beeld[20..], .. "PK"u8, .. tekst];
    }

    internal static bool Verraadt(byte[] beeld) => beeld.AsSpan().IndexOf("VERZONNENDAM"u8) >= 0;

    private static byte[] Lang(int getal) => [(byte)(getal >> 24), (byte)(getal >> 16), (byte)(getal >> 8), (byte)getal];
}
