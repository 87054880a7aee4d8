namespace Discovitas.S3.Local.Protocol;

/// <summary>Ends a request with an S3 error.</summary>
internal sealed class S3Exception(S3Error error, string? message = null, params (string Name, string Value)[] details)
    : Exception(message ?? error.Message)
{
    internal S3Error Error { get; } = error;

    /// <summary>Gets the elements that follow code and message in the XML, for instance the expected region.</summary>
    internal IReadOnlyList<(string Name, string Value)> Details { get; } = details;

    internal static S3Exception ChecksumMismatch(string algorithm) =>
        new(S3Error.BadDigest, $"The {algorithm} you specified did not match the calculated checksum.");
}
