using Amazon.S3;

namespace Discovitas.S3.Client;

/// <summary>
/// Holds a client that this library has built for a store. Registered under this type, it is disposed by the app's
/// container but hidden from other code of the app: it never retries a request, so only this library should use it.
/// </summary>
internal sealed class OwnClient(IAmazonS3 client) : IDisposable
{
    internal IAmazonS3 Client { get; } = client;

    public void Dispose() => Client.Dispose();
}
