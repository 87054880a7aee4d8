using System.Buffers;
using Discovitas.S3.Images.Filtering;
using Discovitas.S3.Images.Registration;
using Microsoft.Extensions.Options;

namespace Discovitas.S3;

/// <summary>
/// Checks pictures against limits and removes their metadata while they stream to the store, without decoding them. A
/// file is a picture if its first bytes or its content type say so; other files pass as they are. With a container, add
/// it with <see cref="S3ImagesExtensions.AddImages"/>. It is thread-safe.
/// </summary>
/// <example>
/// <code>
/// var extensions = new S3Extensions { Filters = [new ImageFilter(new ImageOptions { MaxPixels = 20_000_000 })] };
/// var s3 = new S3Service(client, settings, extensions);
/// </code>
/// </example>
public sealed class ImageFilter : IContentFilter
{
    private readonly Lazy<ImagePolicy> _policy;

    /// <summary>Initializes a new instance of the <see cref="ImageFilter"/> class.</summary>
    /// <param name="options">
    /// The options. They are read now: later changes have no effect. The default is the defaults of
    /// <see cref="ImageOptions"/>.
    /// </param>
    /// <exception cref="OptionsValidationException">An option is wrong; the message names each.</exception>
    public ImageFilter(ImageOptions? options = null)
    {
        options ??= new ImageOptions();
        var problems = ImageOptionsValidator.Problems(options).ToList();
        if (problems.Count > 0)
        {
            throw new OptionsValidationException(Options.DefaultName, typeof(ImageOptions), problems);
        }

        _policy = new(ImagePolicy.From(options));
    }

    private ImageFilter(Lazy<ImagePolicy> policy) => _policy = policy;

    // Wrong options are reported where they are checked, and not once more by the store that has the filter.
    internal static ImageFilter From(Func<ImageOptions> options) => new(new Lazy<ImagePolicy>(
        () => ImagePolicy.From(options())));

    /// <inheritdoc/>
    public ReadOnlySequence<byte>? FilterBytes(FilteredFile file, ReadOnlyMemory<byte> content)
    {
        ArgumentNullException.ThrowIfNull(file);
        return CheckedImageBytes.TryFilter(content, new ImageCheck(file, _policy.Value.With(file.Images)));
    }

    /// <inheritdoc/>
    public Stream Filter(FilteredFile file, Stream content)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(content);
        return new CheckedImageStream(content, new ImageCheck(file, _policy.Value.With(file.Images)));
    }
}
