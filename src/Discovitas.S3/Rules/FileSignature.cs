namespace Discovitas.S3.Rules;

/// <summary>Returns whether a file that begins with these bytes is of one kind.</summary>
/// <param name="start">The first bytes of the file.</param>
internal delegate bool FileSignature(ReadOnlySpan<byte> start);
