namespace Discovitas.S3.Rules;

/// <summary>Whether <paramref name="start"/>, the first bytes of a file, are those of one kind of file.</summary>
internal delegate bool FileSignature(ReadOnlySpan<byte> start);
