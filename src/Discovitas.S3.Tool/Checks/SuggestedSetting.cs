namespace Discovitas.S3.Tool.Checks;

/// <summary>A setting that suits a store.</summary>
/// <param name="Name">The name in the section, for instance <c>ForcePathStyle</c>.</param>
/// <param name="Value">The value; null to leave it unset.</param>
internal sealed record SuggestedSetting(string Name, string? Value);
