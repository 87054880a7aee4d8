using Discovitas.S3.Rules;
using Discovitas.S3.Shared;
using Discovitas.S3.Text;

namespace Discovitas.S3.Filtering;

/// <summary>
/// The bytes as they are received, once their start agrees with the content type: a filter would say less clearly what
/// is wrong with other bytes.
/// </summary>
internal sealed class TypeCheckedStream(Stream received, MediaType type) : ForwardStream
{
    private readonly byte[] _start = new byte[FileTypes.StartLength];
    private Memory<byte>? _rest;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_rest is null)
        {
            var length = await received.ReadAtLeastAsync(
                _start, _start.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            UploadRules.CheckBytes(type, _start.AsSpan(0, length));
            _rest = _start.AsMemory(0, length);
        }

        if (_rest is not { IsEmpty: false } rest)
        {
            return await received.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }

        var count = Math.Min(rest.Length, buffer.Length);
        rest[..count].CopyTo(buffer);
        _rest = rest[count..];
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            received.Dispose();
        }

        base.Dispose(disposing);
    }
}
