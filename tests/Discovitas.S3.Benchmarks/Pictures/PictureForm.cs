namespace Discovitas.S3.Benchmarks.Pictures;

/// <summary>A form in which an app has a picture.</summary>
/// <param name="Name">As the table has it.</param>
/// <param name="Open">Returns the content for one upload.</param>
internal sealed record PictureForm(string Name, Func<UploadContent> Open)
{
    internal const string Stream = "stream";

    internal static PictureForm[] All(string path, byte[] bytes) =>
    [
        new(Stream, () => new UnseekableStream(bytes)),
        new("bytes", () => bytes),
        new("file", () => UploadContent.FromFile(path)),
    ];
}
