using Ambulant.Core.Regios;

namespace Ambulant.Modules.Liemers;

/// <summary>The letter to parents (source 000), in plain Dutch. Another text is another version.</summary>
internal static class LiemersBrief
{
    public static Toestemmingsbrief Brief { get; } = new(
        "2026-1",
        "ambulante begeleiding",
        "Toestemming voor ambulante begeleiding",
        [
            new(null, "De leerkracht of de intern begeleider van de school heeft met u gepraat over uw kind. De school wil graag hulp van buiten. Zo krijgt uw kind de begeleiding die nodig is."),
            new(null, "Daarom vragen wij uw toestemming voor ambulante begeleiding. Een ambulant begeleider van het samenwerkingsverband komt dan op school helpen. U wordt bij de begeleiding betrokken."),
            new("Waarbij helpt ambulante begeleiding?", "De begeleiding is voor leerlingen die iets extra's nodig hebben. Dat kan gaan over:",
            [
                "gedrag en gevoelens, en omgaan met anderen",
                "gedrag en werkhouding bij taken",
                "rekenen, lezen, spraak en taal",
                "bewegen en lichamelijke ontwikkeling",
                "meer- en hoogbegaafdheid",
            ]),
            new("Wat doet de ambulant begeleider?", "De ambulant begeleider helpt bij:",
            [
                "duidelijk krijgen wat uw kind op school nodig heeft en welke hulp het beste past",
                "duidelijk krijgen welke vragen de leerkracht heeft over de begeleiding van uw kind",
                "regelen van de hulp die de leerkracht en de school kunnen geven",
                "ideeën om de omgeving waarin uw kind leert aan te passen",
            ]),
            new("Wat u moet weten", "Deze afspraken gelden altijd:",
            [
                "De basisschool blijft verantwoordelijk voor het onderwijs aan uw kind.",
                "De ambulant begeleider ondersteunt de school.",
                "U kent uw kind het best. Uw informatie is heel belangrijk. U bent partner van de school en de begeleider.",
                "De intern begeleider van de school let op hoe het leren gaat, maakt de afspraken en kijkt met u of ze werken.",
            ]),
            new("Hoe gaat het?", "De begeleiding begint altijd met een gesprek met u en de school. In dat gesprek gaat het over:",
            [
                "wat u en de school van elkaar en van de begeleiding verwachten",
                "wat thuis goed gaat en wat minder goed gaat",
                "wat op school goed gaat en wat minder goed gaat",
                "de vraag van de school en welke hulp nodig is",
                "of er verder onderzoek nodig is",
                "wie wat doet en wanneer",
            ]),
            new(null, "Daarna begint de begeleiding. De begeleider helpt vooral de leerkracht. Op vaste momenten kijken we hoe het gaat. U praat daarover mee. Als de begeleiding stopt, bespreken de intern begeleider, de leerkracht en u hoe het ging."),
            new("Wat gebeurt er met de gegevens?", "Na het einde van de begeleiding bewaart het samenwerkingsverband geen gegevens van uw kind. De school is verantwoordelijk voor het dossier van uw kind."),
            new("Hebt u vragen?", "Stel ze gerust aan de intern begeleider van de school van uw kind."),
        ],
        "Ik geef toestemming voor ambulante begeleiding van mijn kind.");
}
