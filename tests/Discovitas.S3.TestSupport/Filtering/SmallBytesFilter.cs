using Discovitas.S3.TestSupport.Streams;

namespace Discovitas.S3.TestSupport.Filtering;

/// <summary>
/// A filter that keeps the bytes below 128, and says that the picture is as wide as there are such bytes. What it
/// returns it does not change again.
/// </summary>
/// <param name="reject">Returns why a byte makes it reject the file, or null; the default rejects none.</param>
public sealed class SmallBytesFilter(Func<byte, string?>? reject = null) : IContentFilter
{
    /// <summary>Gets or sets after how many bytes that it keeps the filter ends, whatever follows.</summary>
    public int EndsAfter { get; init; } = int.MaxValue;

    /// <summary>Gets the files that were filtered, in order.</summary>
    public List<FilteredFile> Files { get; } = [];

    /// <summary>Returns what the filter makes of bytes.</summary>
    public static byte[] Of(byte[] bytes) => [.. bytes.Where(IsSmall)];

    public Stream Filter(FilteredFile file, Stream content)
    {
        lock (Files)
        {
            Files.Add(file);
        }

        return new Filtered(this, file, content);
    }

    private static bool IsSmall(byte one) => one < 128;

    private string? Reject(byte one) => reject?.Invoke(one);

    private sealed class Filtered(SmallBytesFilter owner, FilteredFile file, Stream content) : ReadOnlyStream
    {
        private int _kept;

        public override int Read(Span<byte> buffer) => throw new NotSupportedException();

        public override async ValueTask<int> ReadAsync(
            Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var received = new byte[buffer.Length];
            for (var count = 1; count > 0 && _kept < owner.EndsAfter;)
            {
                count = await content.ReadAsync(received, cancellationToken);
                var read = received[..count];
                if (read.Select(owner.Reject).OfType<string>().FirstOrDefault() is { } reason)
                {
                    throw new UploadRejectedException(UploadRejectionReason.InvalidImage, reason);
                }

                var kept = Of(read).AsSpan();
                kept = kept[..Math.Min(kept.Length, owner.EndsAfter - _kept)];
                kept.CopyTo(buffer.Span);
                _kept += kept.Length;
                if (kept.Length > 0)
                {
                    return kept.Length;
                }
            }

            file.Image = new ImageInfo { ContentType = "image/small", Width = _kept, Height = 1 };
            return 0;
        }
    }
}
