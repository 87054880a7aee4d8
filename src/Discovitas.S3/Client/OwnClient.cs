using Amazon.S3;

namespace Discovitas.S3.Client;

/// <summary>
/// Holds a client that this library has built for a store. Under this type the app's container disposes it, and no
/// other code of the app receives it: it sends each request once, which suits nobody else.
/// </summary>
internal sealed class OwnClient(IAmazonS3 client) : IDisposable
{
    internal IAmazonS3 Client { get; } = client;

    public void Dispose() => Client.Dispose();
}
