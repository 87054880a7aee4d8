using Discovitas.S3.TestSupport.Streams;

namespace Discovitas.S3.AspNetCore.Tests.Support;

/// <summary>
/// A filter for pictures of a format of its own: the letter P, width, height and pixels, among which each M is
/// metadata. A width of 0 is a format that it does not support.
/// </summary>
internal sealed class PictureFilter : IContentFilter
{
    private const byte Metadata = (byte)'M';

    internal static byte[] Picture(byte width, byte height) => [(byte)'P', width, height, Metadata, 1, Metadata, 2];

    internal static byte[] Cleaned(byte width, byte height) => [(byte)'P', width, height, 1, 2];

    internal static void AddTo(IServiceCollection services) =>
        services.AddS3Uploads(_ => { }).AddContentFilter(_ => new PictureFilter());

    public Stream Filter(FilteredFile file, Stream content) => new FilteredPicture(file, content);

    private static byte[] Filter(FilteredFile file, byte[] bytes)
    {
        if (bytes is not [(byte)'P', ..])
        {
            return bytes;
        }

        var rules = file.Images ?? new ImageRules();
        file.Image = Read(bytes, rules);
        return rules.RemoveMetadata ? [.. bytes.Where(value => value != Metadata)] : bytes;
    }

    private static ImageInfo Read(byte[] bytes, ImageRules rules)
    {
        if (bytes is not [_, var width, var height, ..])
        {
            throw new UploadRejectedException(UploadRejectionReason.InvalidImage, "The picture ends too early.");
        }

        if (width == 0)
        {
            throw new UploadRejectedException(UploadRejectionReason.ImageNotSupported, "Send another format.");
        }

        if (width * height > rules.MaxPixels)
        {
            throw new UploadRejectedException(
                UploadRejectionReason.ImageTooLarge,
                "Shrink it.",
                $"{rules.MaxPixels} pixels",
                $"{width * height} pixels");
        }

        return width >= (rules.MinWidth ?? 0)
            ? new ImageInfo
            {
                ContentType = "image/x-p",
                Width = width,
                Height = height,
                IsCleaned = rules.RemoveMetadata,
            }
            : throw new UploadRejectedException(
                UploadRejectionReason.ImageTooSmall, "Enlarge it.", $"{rules.MinWidth} pixels", $"{width} pixels");
    }

    private sealed class FilteredPicture(FilteredFile file, Stream content) : ReadOnlyStream
    {
        private MemoryStream? _result;

        public override int Read(Span<byte> buffer) => throw new NotSupportedException();

        public override async ValueTask<int> ReadAsync(
            Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_result is null)
            {
                using var received = new MemoryStream();
                await content.CopyToAsync(received, cancellationToken);
                _result = new MemoryStream(Filter(file, received.ToArray()));
            }

            return await _result.ReadAsync(buffer, cancellationToken);
        }
    }
}
