using System.Buffers.Binary;

namespace Ambulant.Core.Documenten;

/// <summary>
/// Takes from a picture what says where, when and with what it was made, and everything that is no picture. The image itself stays
/// byte for byte: nothing is decoded. Only which way is up is kept of what a camera wrote, or a photo would lie on its side.
/// </summary>
public static class Afbeelding
{
    /// <summary>Pixels of the largest picture that is taken: an A4 page at 1,000 dots per inch.</summary>
    public const long MeestePixels = 100_000_000;

    private const int LangsteZijde = 30_000;

    /// <returns>The picture without the rest; null when it is not whole, or larger than <see cref="MeestePixels"/>.</returns>
    public static byte[]? Schoon(ReadOnlySpan<byte> inhoud, bool png) => png ? Png(inhoud) : Jpeg(inhoud);

    private static bool Past(long breedte, long hoogte) => breedte is > 0 and <= LangsteZijde && hoogte is > 0 and <= LangsteZijde && breedte * hoogte <= MeestePixels;

    // PNG, third edition, section 5: a signature, then chunks of length, type, data and checksum.
    private static byte[]? Png(ReadOnlySpan<byte> inhoud)
    {
        const int Handtekening = 8;
        const int Omslag = 12;
        var schoon = new MemoryStream(inhoud.Length);
        schoon.Write(inhoud[..Handtekening]);
        var beeld = false;
        for (var plek = Handtekening; inhoud.Length - plek >= Omslag;)
        {
            var lengte = BinaryPrimitives.ReadUInt32BigEndian(inhoud[plek..]);
            if (lengte > inhoud.Length - plek - Omslag)
            {
                return null;
            }

            var soort = inhoud.Slice(plek + 4, 4);
            var stuk = inhoud.Slice(plek, (int)lengte + Omslag);
            plek += stuk.Length;
            if (schoon.Length == Handtekening)
            {
                if (!soort.SequenceEqual("IHDR"u8) || lengte != 13 || !Past(BinaryPrimitives.ReadUInt32BigEndian(stuk[8..]), BinaryPrimitives.ReadUInt32BigEndian(stuk[12..])))
                {
                    return null;
                }
            }
            else if (soort.SequenceEqual("IHDR"u8))
            {
                return null;
            }

            beeld |= soort.SequenceEqual("IDAT"u8);
            if (soort.SequenceEqual("IHDR"u8) || soort.SequenceEqual("PLTE"u8) || soort.SequenceEqual("IDAT"u8) || soort.SequenceEqual("IEND"u8) || soort.SequenceEqual("tRNS"u8)
                || soort.SequenceEqual("gAMA"u8) || soort.SequenceEqual("cHRM"u8) || soort.SequenceEqual("sRGB"u8) || soort.SequenceEqual("sBIT"u8) || soort.SequenceEqual("bKGD"u8) || soort.SequenceEqual("pHYs"u8))
            {
                schoon.Write(stuk);
            }

            // What comes after the end is no picture.
            if (soort.SequenceEqual("IEND"u8))
            {
                return beeld ? schoon.ToArray() : null;
            }
        }

        return null;
    }

    // ITU T.81, annex B: markers of FF and a code; most carry a length. After a start of scan comes data until the next marker.
    private static byte[]? Jpeg(ReadOnlySpan<byte> inhoud)
    {
        var schoon = new MemoryStream(inhoud.Length);
        schoon.Write(inhoud[..2]);
        var (afmeting, beeld, stand) = (false, false, 0);
        for (var plek = 2; plek < inhoud.Length - 1;)
        {
            if (inhoud[plek] != 0xFF)
            {
                return null;
            }

            var code = inhoud[plek + 1];
            if (code == 0xFF)
            {
                plek++;
                continue;
            }

            if (code == 0xD9)
            {
                schoon.Write(inhoud.Slice(plek, 2));
                return afmeting && beeld ? schoon.ToArray() : null;
            }

            // Codes without length have no place between the parts.
            if (code is 0x00 or 0x01 or (>= 0xD0 and <= 0xD8) || inhoud.Length - plek < 4)
            {
                return null;
            }

            var lengte = BinaryPrimitives.ReadUInt16BigEndian(inhoud[(plek + 2)..]);
            if (lengte < 2 || lengte > inhoud.Length - plek - 2)
            {
                return null;
            }

            var deel = inhoud.Slice(plek + 4, lengte - 2);
            var geheel = inhoud.Slice(plek, lengte + 2);
            plek += geheel.Length;
            if (code is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                if (afmeting || deel.Length < 6 || !Past(BinaryPrimitives.ReadUInt16BigEndian(deel[3..]), BinaryPrimitives.ReadUInt16BigEndian(deel[1..])))
                {
                    return null;
                }

                afmeting = true;
                if (stand > 1)
                {
                    schoon.Write(Stand(stand));
                }
            }

            switch (code)
            {
                case 0xE0 when deel.StartsWith("JFIF\0"u8) && deel.Length >= 14:
                    // Without the small picture that may be in it.
                    schoon.Write([0xFF, 0xE0, 0, 16, .. deel[..12], 0, 0]);
                    break;
                case 0xE1 when deel.StartsWith("Exif\0\0"u8) && stand == 0:
                    stand = LeesStand(deel[6..]);
                    break;
                // How the colours are written, without which they come out wrong.
                case 0xEE when deel.StartsWith("Adobe"u8) && deel.Length == 12:
                case >= 0xC0 and <= 0xCF:
                case 0xDA or 0xDB or 0xDC or 0xDD:
                    schoon.Write(geheel);
                    break;
                default:
                    break;
            }

            if (code == 0xDA)
            {
                beeld = true;
                var begin = plek;
                while (plek < inhoud.Length - 1 && (inhoud[plek] != 0xFF || inhoud[plek + 1] is 0x00 or (>= 0xD0 and <= 0xD7)))
                {
                    plek++;
                }

                schoon.Write(inhoud[begin..plek]);
            }
        }

        return null;
    }

    // Exif 2.32, 4.6: a TIFF header, then the first directory with entries of twelve bytes. Tag 0112 is the orientation, 1 to 8.
    private static int LeesStand(ReadOnlySpan<byte> tiff)
    {
        if (tiff.Length < 14)
        {
            return 0;
        }

        var klein = tiff.StartsWith("II"u8);
        var map = klein ? BinaryPrimitives.ReadUInt32LittleEndian(tiff[4..]) : BinaryPrimitives.ReadUInt32BigEndian(tiff[4..]);
        if (map > tiff.Length - 2)
        {
            return 0;
        }

        var aantal = Kort(tiff[(int)map..], klein);
        for (var i = 0; i < aantal; i++)
        {
            var plek = (int)map + 2 + (i * 12);
            if (plek > tiff.Length - 12)
            {
                return 0;
            }

            if (Kort(tiff[plek..], klein) == 0x0112)
            {
                var stand = Kort(tiff[(plek + 8)..], klein);
                return stand is >= 1 and <= 8 ? stand : 0;
            }
        }

        return 0;
    }

    private static int Kort(ReadOnlySpan<byte> bytes, bool klein) => klein ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);

    // The smallest Exif there is: one directory with one entry.
    private static byte[] Stand(int stand) =>
        [0xFF, 0xE1, 0, 34, .. "Exif\0\0MM"u8, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)stand, 0, 0, 0, 0, 0, 0];
}
