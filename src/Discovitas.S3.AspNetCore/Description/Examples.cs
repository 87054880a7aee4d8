using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Discovitas.S3.AspNetCore.Messages;
using Discovitas.S3.AspNetCore.Problems;

namespace Discovitas.S3.AspNetCore.Description;

/// <summary>Contains the examples of all messages, written by the code that writes the messages.</summary>
internal static class Examples
{
    private const string Bucket = "my-bucket";
    private const string Key = "uploads/f81d4fae-7dec-41d0-a765-00a0c91e6bf6.jpg";
    private const string Name = "cat.jpg";
    private const string Store = $"https://{Bucket}.s3.eu-west-1.amazonaws.com/";
    private const string Url = Store + Key;
    private const string SignedUrl = Url + "?X-Amz-Signature=…";
    private const string Token = "CfDJ8…";
    private const string Type = "image/jpeg";
    private const string RequestId = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private const int Expires = 900;
    private const long Size = 123_456;

    private static readonly ImageResponse Image = new(4032, 3024, Type, Orientation: 6, Frames: 1)
    {
        BitDepth = 8,
        HasColorProfile = true,
        IsCleaned = true,
    };

    private static readonly UploadResponse File = new(Url, Key, Size, Type, Name) { Image = Image };
    private static readonly PartMessage SomePart = new(1, 16 * 1024 * 1024, "\"9a0364b9e99bb480dd25e1f0284c8555\"");
    private static readonly Dictionary<string, string> Fields = new() { ["key"] = Key, ["policy"] = "…" };

    internal static string Stored { get; } = Write(File, UploadJson.Default.UploadResponse);

    internal static string StoredFiles { get; } = Write([File], UploadJson.Default.IReadOnlyListUploadResponse);

    internal static string Params { get; } = Write(
        new ParamsResponse("POST", Store, Fields, new Dictionary<string, string>(), Expires, Key, Token),
        UploadJson.Default.ParamsResponse);

    internal static string Verify { get; } = Write(new VerifyRequest(Key, Token), UploadJson.Default.VerifyRequest);

    internal static string Create { get; } = Write(
        new CreateRequest(Name, Type, Size), UploadJson.Default.CreateRequest);

    internal static string Created { get; } = Write(
        new CreateResponse(Key, Token, Bucket), UploadJson.Default.CreateResponse);

    internal static string Part { get; } = Write(
        new PartUrlResponse(SignedUrl, Expires), UploadJson.Default.PartUrlResponse);

    internal static string Batch { get; } = Write(
        new PartUrlsResponse(new Dictionary<string, string> { ["1"] = SignedUrl }),
        UploadJson.Default.PartUrlsResponse);

    internal static string Parts { get; } = Write([SomePart], UploadJson.Default.IReadOnlyListPartMessage);

    internal static string Complete { get; } = Write(
        new CompleteRequest([SomePart with { Size = null }]), UploadJson.Default.CompleteRequest);

    internal static string Completed { get; } = Write(
        new CompleteResponse(Url, Key, Bucket, Url, Size, Type, Name) { Image = Image },
        UploadJson.Default.CompleteResponse);

    internal static string Sign { get; } = Write(
        new SignRequest("PUT", Name, ContentType: Type, FileName: Name, Size: Size), UploadJson.Default.SignRequest);

    internal static string Signed { get; } = Write(
        new SignResponse(SignedUrl) { Key = Key }, UploadJson.Default.SignResponse);

    internal static string GetProblem(Problem problem) => Write(
        ProblemResponse.Create(new ProblemException(problem, $"{problem.Title}."), RequestId),
        UploadJson.Default.ProblemResponse);

    private static string Write<T>(T message, JsonTypeInfo<T> type) => JsonSerializer.Serialize(message, type);
}
