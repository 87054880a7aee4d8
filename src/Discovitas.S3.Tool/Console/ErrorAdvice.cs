namespace Discovitas.S3.Tool.Console;

/// <summary>What an error means, and what to do.</summary>
internal sealed record ErrorAdvice(string Meaning, string Remedy);
