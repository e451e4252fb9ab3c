using System.Xml.Linq;
using Ambulant.Core.Toegang;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Ambulant.Portal.Opstart.Aanmelden;

internal sealed class Sleutelringopslag(Sleutelring ring, Sleutelbescherming bescherming) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        var uit = new List<XElement>();
        foreach (var element in ring.Lees().Select(x => XElement.Parse(x)))
        {
            var (versleuteld, gewijzigd) = bescherming.Versleutel(element);
            if (gewijzigd && element.Attribute("id")?.Value is { } id)
            {
                // A key of before there was a certificate.
                ring.Bewaar($"key-{id}", versleuteld.ToString(SaveOptions.DisableFormatting));
            }

            uit.Add(versleuteld);
        }

        return uit;
    }

    public void StoreElement(XElement element, string friendlyName) => ring.Bewaar(friendlyName, bescherming.Versleutel(element).Element.ToString(SaveOptions.DisableFormatting));
}
