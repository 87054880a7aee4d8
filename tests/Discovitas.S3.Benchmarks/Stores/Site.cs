namespace Discovitas.S3.Benchmarks.Stores;

/// <summary>A server to upload to.</summary>
/// <param name="Name">As a table's title has it.</param>
/// <param name="Target">Where it is.</param>
/// <param name="CertificateFile">What a client must trust; null where it does already.</param>
internal sealed record Site(string Name, Target Target, string? CertificateFile);
