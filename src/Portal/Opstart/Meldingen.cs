using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;

namespace Ambulant.Portal.Opstart;

/// <summary>What the framework itself says about input, in Dutch.</summary>
internal static class Meldingen
{
    public static void Zet(DefaultModelBindingMessageProvider m)
    {
        m.SetAttemptedValueIsInvalidAccessor((_, _) => "Dit kan hier niet staan.");
        m.SetMissingBindRequiredValueAccessor(_ => "Vul dit in.");
        m.SetMissingKeyOrValueAccessor(() => "Vul dit in.");
        m.SetMissingRequestBodyRequiredValueAccessor(() => "Er kwam niets aan. Probeer het opnieuw.");
        m.SetNonPropertyAttemptedValueIsInvalidAccessor(_ => "Dit kan hier niet staan.");
        m.SetNonPropertyUnknownValueIsInvalidAccessor(() => "Dit kan hier niet staan.");
        m.SetNonPropertyValueMustBeANumberAccessor(() => "Schrijf een getal met cijfers.");
        m.SetUnknownValueIsInvalidAccessor(_ => "Dit kan hier niet staan.");
        m.SetValueIsInvalidAccessor(_ => "Dit kan hier niet staan.");
        m.SetValueMustBeANumberAccessor(_ => "Schrijf een getal met cijfers.");
        m.SetValueMustNotBeNullAccessor(_ => "Vul dit in.");
    }
}
