namespace Discovitas.S3.Local.Protocol;

/// <summary>Ends a request with an S3 error.</summary>
internal sealed class S3Exception(S3Error error, string? message = null, params (string Name, string Value)[] details)
    : Exception(message ?? error.Message)
{
    public S3Error Error { get; } = error;

    /// <summary>What the error's XML says beyond code and message, for instance the region that was expected.</summary>
    public IReadOnlyList<(string Name, string Value)> Details { get; } = details;
}
