using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local.Faults;

/// <summary>A way for a request to go wrong.</summary>
internal interface IFault
{
    /// <summary>
    /// Applies the fault. Returns the response to send, or <see langword="null"/> if the connection was closed instead.
    /// </summary>
    public Task<S3Response?> ApplyAsync(FaultyRequest request);
}
