using Discovitas.S3.Images.Cleaning;

namespace Discovitas.S3.Benchmarks.Pictures;

/// <summary>Removes the metadata of every picture.</summary>
internal sealed class CleaningFilter : IContentFilter
{
    public Stream Filter(FilteredFile file, Stream content) =>
        new CleanedImageStream(content, UnsupportedImages.Reject);
}
