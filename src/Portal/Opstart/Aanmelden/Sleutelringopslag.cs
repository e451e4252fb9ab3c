using System.Xml.Linq;
using Ambulant.Core.Toegang;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Ambulant.Portal.Opstart.Aanmelden;

internal sealed class Sleutelringopslag(Sleutelring ring) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements() => [.. ring.Lees().Select(x => XElement.Parse(x))];

    public void StoreElement(XElement element, string friendlyName) => ring.Bewaar(friendlyName, element.ToString(SaveOptions.DisableFormatting));
}
