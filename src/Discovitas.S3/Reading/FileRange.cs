namespace Discovitas.S3.Reading;

/// <summary>Which bytes of a file a part has.</summary>
internal readonly record struct FileRange(int Number, long Start, long Length, bool IsLast);
