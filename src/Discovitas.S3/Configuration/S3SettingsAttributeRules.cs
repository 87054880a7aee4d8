using Microsoft.Extensions.Options;

namespace Discovitas.S3.Configuration;

/// <summary>The rules that stand as attributes on <see cref="S3Settings"/>, checked by generated code.</summary>
[OptionsValidator]
internal sealed partial class S3SettingsAttributeRules : IValidateOptions<S3Settings>
{
}
