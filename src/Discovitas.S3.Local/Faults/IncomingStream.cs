using Discovitas.S3.Shared;

namespace Discovitas.S3.Local.Faults;

/// <summary>The body of a request, which a fault tampers with as it is read.</summary>
internal abstract class IncomingStream(Stream source) : ForwardStream
{
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        source.ReadAsync(buffer, cancellationToken);
}
