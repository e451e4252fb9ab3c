using Ambulant.Core.Regios;

namespace Ambulant.Modules.Liemers;

/// <summary>The letters to parents, in plain Dutch: that of source 000, and the one for the ondersteuningsteam (source 003). Another text is another version.</summary>
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

    public static Toestemmingsbrief Ondersteuningsteam { get; } = new(
        "2026-1",
        "ondersteuningsteam",
        "Toestemming voor het ondersteuningsteam",
        [
            new(null, "De intern begeleider van de school heeft met u gepraat over uw kind. De school wil uw kind bespreken in het ondersteuningsteam. Daarvoor vragen wij uw toestemming."),
            new("Wat is het ondersteuningsteam?", "In het ondersteuningsteam zoeken mensen samen wat uw kind nodig heeft, op school en thuis. Dit kan nodig zijn:",
            [
                "als hulp voor uw kind of uw gezin goed zou zijn",
                "als uw kind meer nodig heeft dan de school kan bieden",
            ]),
            new("Wie doen mee?", "U, de intern begeleider en de leerkracht. Ook iemand van het samenwerkingsverband doet mee. Soms doet een jeugdprofessional of een ambulant begeleider mee. In Ambulant ziet u wie dat zijn."),
            new("Wat doet u?", "U bent partner. U kent uw kind het best. Wij nodigen u uit voor het gesprek en beslissen niets zonder dat u het weet."),
            new("Wat kan er daarna gebeuren?", "Dit kan uit het gesprek komen:",
            [
                "uw kind gaat verder in de groep, met wat we afspreken",
                "er komt hulp van buiten, op school of thuis",
                "de school meldt uw kind aan bij de CLO en vraagt misschien een TLV aan; dat bespreekt de school eerst met u",
            ]),
            new("Wat gebeurt er met de gegevens?", "Na het einde bewaart het samenwerkingsverband geen gegevens van uw kind. De school is verantwoordelijk voor het dossier van uw kind."),
            new("Hebt u vragen?", "Stel ze gerust aan de intern begeleider van de school van uw kind."),
        ],
        "Ik geef toestemming om mijn kind te bespreken in het ondersteuningsteam.");
}
