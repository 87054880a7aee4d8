using Microsoft.Extensions.Options;

namespace Discovitas.S3.Configuration;

/// <summary>Checks, in generated code, the rules that are attributes on <see cref="S3Settings"/>.</summary>
[OptionsValidator]
internal sealed partial class S3SettingsAttributeRules : IValidateOptions<S3Settings>
{
}
