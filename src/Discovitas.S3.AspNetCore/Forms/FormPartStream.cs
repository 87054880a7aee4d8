using Discovitas.S3.Shared;

namespace Discovitas.S3.AspNetCore.Forms;

/// <summary>The content of one part. A truncated form never looks like the end of a file.</summary>
internal sealed class FormPartStream(Stream section) : ForwardStream
{
    private readonly byte[] _peeked = new byte[1];
    private bool _hasPeeked;

    /// <summary>Returns whether there is at least one byte. Call it before the first read.</summary>
    internal async ValueTask<bool> HasContentAsync(CancellationToken cancellationToken) =>
        _hasPeeked = await ReadAsync(_peeked, cancellationToken).ConfigureAwait(false) == 1;

    /// <exception cref="Problems.ProblemException">The form is truncated or malformed.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_hasPeeked && !buffer.IsEmpty)
        {
            _hasPeeked = false;
            buffer.Span[0] = _peeked[0];
            return 1;
        }

        try
        {
            return await section.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (FormReader.IsMalformed(failure))
        {
            throw FormReader.Malformed("It ends before its final boundary.", failure);
        }
    }
}
