namespace Discovitas.S3.Benchmarks.Clients;

/// <summary>All ways to upload, by the names that the options and the tables have for them.</summary>
internal static class Uploaders
{
    internal const string Raw = "raw";
    internal const string Signed = "raw+sha";
    internal const string Sdk = "sdk";
    internal const string SdkProfile = "sdk-profile";
    internal const string Minio = "minio";

    private const long LargeSize = 1024 * 1024 * 1024;

    private static readonly HashSet<string> WithoutBytes = ["transfer-path", "ours-file", "ours-unseekable"];

    private static readonly Dictionary<string, Func<Target, IUploader>> ByName = new()
    {
        [Raw] = target => new RawUploader(target),
        [Signed] = target => new SignedUploader(target),
        [Sdk] = target => new SdkUploader(target),
        [SdkProfile] = target => new SdkProfileUploader(target),
        ["transfer-stream"] = target =>
            new TransferUploader(target, (request, content) => request.InputStream = new MemoryStream(content.Bytes)),
        ["transfer-path"] = target =>
            new TransferUploader(target, (request, content) => request.FilePath = content.Path),
        [Minio] = target => new MinioUploader(target),
        ["ours-bytes"] = target => new OurUploader(target, content => content.Bytes),
        ["ours-file"] = target => new OurUploader(target, content => UploadContent.FromFile(content.Path)),
        ["ours-seekable"] = target => new OurUploader(target, content => new MemoryStream(content.Bytes)),
        ["ours-unseekable"] = target => new OurUploader(target, content => new GeneratedStream(content.Size)),
    };

    internal static IReadOnlyList<string> Names { get; } = [.. ByName.Keys];

    /// <summary>
    /// Whether it is left out unless it is named: the MinIO client copies the whole stream several times.
    /// </summary>
    internal static bool IsSlow(string name, long size) => name == Minio && size >= LargeSize;

    /// <summary>Whether the content is in memory, as a whole, before it uploads.</summary>
    internal static bool NeedBytes(string name) => !WithoutBytes.Contains(name);

    internal static IUploader Create(string name, Target target) => ByName[name](target);
}
