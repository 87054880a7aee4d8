using System.Net;

namespace Discovitas.S3.Client;

/// <summary>
/// The body of a request that sends a part. It is written to the network directly from the part's memory; the SDK would
/// first copy it into a buffer of its own.
/// </summary>
internal sealed class PartContent : HttpContent
{
    private readonly PartStream _part;

    internal PartContent(PartStream part, HttpContent replaced)
    {
        _part = part;
        foreach (var header in replaced.Headers)
        {
            Headers.TryAddWithoutValidation(header.Key, header.Value);
        }
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        _part.SendToAsync(stream, CancellationToken.None);

    protected override Task SerializeToStreamAsync(
        Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        _part.SendToAsync(stream, cancellationToken);

    protected override bool TryComputeLength(out long length)
    {
        length = _part.Length;
        return true;
    }
}
