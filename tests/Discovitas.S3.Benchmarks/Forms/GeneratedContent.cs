using System.Net;

namespace Discovitas.S3.Benchmarks.Forms;

/// <summary>A file of a form from nowhere, with its length known as a browser knows it.</summary>
internal sealed class GeneratedContent(long size) : HttpContent
{
    private const int PieceSize = 64 * 1024;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        new GeneratedStream(size).CopyToAsync(stream, PieceSize);

    protected override bool TryComputeLength(out long length)
    {
        length = size;
        return true;
    }
}
