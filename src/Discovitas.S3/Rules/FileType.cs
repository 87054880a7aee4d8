namespace Discovitas.S3.Rules;

/// <summary>One kind of file: its media types, its extensions and how its bytes begin.</summary>
/// <param name="Types">Media types, the registered one first, then those that senders use instead.</param>
/// <param name="Extensions">Extensions without their dot, in lower case.</param>
/// <param name="Matches">Whether bytes begin as this kind does; null if it has no signature.</param>
/// <param name="IsContainer">Whether formats that are not in the table use files of this kind.</param>
internal sealed record FileType(string[] Types, string[] Extensions, FileSignature? Matches, bool IsContainer = false)
{
    internal string Name => Types[0];
}
