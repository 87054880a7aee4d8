namespace Discovitas.S3.AspNetCore.Direct;

/// <summary>The parts that make up the file. Uppy 5 sends their ETags with quotes, Uppy 6 without.</summary>
internal sealed record CompleteBody(IReadOnlyList<PartBody?>? Parts);
