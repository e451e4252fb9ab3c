using Ambulant.Core.Regios;

namespace Ambulant.Modules.NoordKennemerland;

/// <summary>
/// Asks toestemming to let the consulent and a begeleider in, before the mdo. Whether parents agree with the plan is another question,
/// asked with the TOP-dossier. Another text is another version.
/// </summary>
internal static class NoordKennemerlandBrief
{
    public static Toestemmingsbrief Brief { get; } = new(
        "2026-2",
        "consulent en ambulant begeleider",
        "Toestemming om mensen van buiten de school te laten meedenken",
        [
            new(null, "De school heeft een vraag over uw kind en wil daar graag hulp bij. Samen met u wil de school overleggen met mensen van buiten de school."),
            new("Wie gaan er meedenken?", "Als u toestemming geeft, mogen deze mensen weten om wie het gaat en het dossier lezen:",
            [
                "de consulent van het samenwerkingsverband: die begeleidt het overleg tussen u en de school",
                "een ambulant begeleider, als die nodig is: die weet veel van de vraag van uw kind en de leerkracht",
                "iemand van de jeugdhulp, als u en de school dat willen",
            ]),
            new("Wat gebeurt er daarna?", "De school nodigt u uit voor een overleg. U, de school en de consulent kijken samen wat er aan de hand is en maken samen een plan. Dat plan is kort. Het heet het TOP-dossier."),
            new("Dit is niet hetzelfde als instemmen met het plan", "Met deze brief geeft u alleen toestemming om anderen te laten meedenken. Over het plan vragen wij u later apart of u het ermee eens bent."),
            new("Wat u moet weten", "Deze afspraken gelden altijd:",
            [
                "De school blijft verantwoordelijk voor het onderwijs aan uw kind.",
                "U kent uw kind het best. U praat mee over alles wat er wordt afgesproken.",
                "U kunt uw toestemming altijd intrekken. Mensen van buiten de school zien dan niet meer om wie het gaat.",
            ]),
            new("Wat gebeurt er met de gegevens?", "Als de begeleiding klaar is, krijgt de school het hele dossier. Het samenwerkingsverband wist het daarna."),
            new("Hebt u vragen?", "Stel ze gerust aan de intern begeleider van de school."),
        ],
        "Ik geef toestemming dat de consulent en een ambulant begeleider meedenken over mijn kind.");
}
