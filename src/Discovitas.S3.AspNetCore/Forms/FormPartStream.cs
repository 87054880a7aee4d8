namespace Discovitas.S3.AspNetCore.Forms;

/// <summary>The bytes of one part. A form that breaks off never looks like the end of a file.</summary>
internal sealed class FormPartStream(Stream section) : ForwardStream
{
    private readonly byte[] _ahead = new byte[1];
    private bool _hasAhead;

    /// <summary>Whether there is anything to read; asked before the first byte is.</summary>
    internal async ValueTask<bool> HasBytesAsync(CancellationToken cancellationToken) =>
        _hasAhead = await ReadAsync(_ahead, cancellationToken).ConfigureAwait(false) == 1;

    /// <exception cref="Problems.RefusedException">The form breaks off, or is none.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_hasAhead && !buffer.IsEmpty)
        {
            _hasAhead = false;
            buffer.Span[0] = _ahead[0];
            return 1;
        }

        try
        {
            return await section.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception broken) when (FormParts.IsBroken(broken))
        {
            throw FormParts.Malformed("It ends before its final boundary.", broken);
        }
    }
}
