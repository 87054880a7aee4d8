namespace Discovitas.S3.Reading;

/// <summary>The bytes of a file that are one part.</summary>
internal readonly record struct FileRange(int Number, long Start, long Length, bool IsLast);
