using Discovitas.S3.Shared;
using Microsoft.AspNetCore.Components.Forms;

namespace Discovitas.S3.AspNetCore.Blazor;

/// <summary>
/// Opens a browser's file when it is first read, so that a file that the rules reject never leaves the browser. It
/// states its length, which Blazor's own stream does only if asked in another way: the rules then know it beforehand.
/// </summary>
internal sealed class BrowserFileStream(IBrowserFile file) : ForwardStream
{
    private Stream? _content;
    private long _position;

    public override bool CanSeek => true;

    public override long Length => file.Size;

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_position == Length)
        {
            // Blazor counts the bytes against the stated size itself.
            return 0;
        }

        _content ??= file.OpenReadStream(file.Size, CancellationToken.None);
        try
        {
            var count = await _content.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            _position += count;
            await CloseAsync(isAtEnd: count == 0 || _position == Length).ConfigureAwait(false);
            return count;
        }
        catch
        {
            await CloseAsync(isAtEnd: true).ConfigureAwait(false);
            throw;
        }
    }

    protected override void Dispose(bool disposing)
    {
        _content?.Dispose();
        base.Dispose(disposing);
    }

    // An upload leaves its stream to the caller, who does not know this one.
    private async ValueTask CloseAsync(bool isAtEnd)
    {
        if (isAtEnd && _content is not null)
        {
            await _content.DisposeAsync().ConfigureAwait(false);
        }
    }
}
