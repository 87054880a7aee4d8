namespace Discovitas.S3.Rules;

/// <summary>One kind of file: what it is called in media types and extensions, and how its bytes begin.</summary>
/// <param name="Types">Media types, the registered one first, then what senders write instead.</param>
/// <param name="Extensions">Extensions, without their dot, in lower case.</param>
/// <param name="Matches">Whether bytes begin as this kind does; null where no such mark exists.</param>
/// <param name="IsContainer">Whether other formats, outside the table, are kept in files of this kind.</param>
internal sealed record FileType(string[] Types, string[] Extensions, FileSignature? Matches, bool IsContainer = false)
{
    internal string Name => Types[0];
}
