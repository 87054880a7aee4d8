using System.Collections.Concurrent;
using Amazon.Runtime;
using Discovitas.S3.Diagnostics;

namespace Discovitas.S3.Tests.Support;

/// <summary>
/// A mocked client that answers as a store does, reads bodies as the network does, and keeps what it was sent. Each
/// answer can be replaced by a test.
/// </summary>
internal sealed class StoreMock
{
    internal const int PartSize = 5 * MiB;
    internal const string UploadId = "upload-1";

    /// <summary>The key of a file, as the service chooses it.</summary>
    internal const string Key = "uploads/0f8fad5b-d9cb-469f-a165-70867728950e";

    internal delegate Task<TResponse> Answering<in TRequest, TResponse>(TRequest request, CancellationToken token);

    private readonly ConcurrentQueue<string> _calls = new();

    internal StoreMock()
    {
        OnPut = async (request, token) =>
        {
            Put = request;
            Body = await ReadAllAsync(request.InputStream, token);
            return FromStore(new PutObjectResponse { ETag = "\"put\"", ChecksumCRC32 = request.ChecksumCRC32 });
        };
        OnPart = async (request, token) =>
        {
            Parts[request.PartNumber!.Value] = request;
            Bodies[request.PartNumber.Value] = await ReadAllAsync(request.InputStream, token);
            return FromStore(
                new UploadPartResponse
                {
                    ETag = $"\"part-{request.PartNumber}\"",
                    PartNumber = request.PartNumber,
                    ChecksumCRC32 = request.ChecksumCRC32,
                });
        };

        Mock.Setup(s3 => s3.PutObjectAsync(It.IsAny<PutObjectRequest>(), AnyToken()))
            .Returns(Answers("Put", () => OnPut));
        Mock.Setup(s3 => s3.InitiateMultipartUploadAsync(It.IsAny<InitiateMultipartUploadRequest>(), AnyToken()))
            .Returns(Answers("Create", () => OnCreate));
        Mock.Setup(s3 => s3.UploadPartAsync(It.IsAny<UploadPartRequest>(), AnyToken()))
            .Returns((UploadPartRequest request, CancellationToken token) =>
                Answer($"Part {request.PartNumber}", () => OnPart(request, token)));
        Mock.Setup(s3 => s3.CompleteMultipartUploadAsync(It.IsAny<CompleteMultipartUploadRequest>(), AnyToken()))
            .Returns(Answers("Complete", () => OnComplete));
        Mock.Setup(s3 => s3.AbortMultipartUploadAsync(It.IsAny<AbortMultipartUploadRequest>(), AnyToken()))
            .Returns(Answers("Abort", () => OnAbort));
        Mock.Setup(s3 => s3.ListPartsAsync(It.IsAny<ListPartsRequest>(), AnyToken()))
            .Returns(() => Answer<ListPartsResponse>(
                "ListParts", () => throw Error(HttpStatusCode.NotFound, "NoSuchUpload")));
        Mock.Setup(s3 => s3.GetObjectMetadataAsync(It.IsAny<GetObjectMetadataRequest>(), AnyToken()))
            .Returns(Answers("Head", () => OnHead));
        Mock.Setup(s3 => s3.DeleteObjectAsync(It.IsAny<DeleteObjectRequest>(), AnyToken()))
            .Returns(() => Answer("Delete", () => Task.FromResult(FromStore(new DeleteObjectResponse()))));
        Mock.Setup(s3 => s3.GetObjectAsync(It.IsAny<GetObjectRequest>(), AnyToken()))
            .Returns(() => Answer("Get", () => Task.FromResult(FromStore(GetResponse()))));
    }

    internal Mock<IAmazonS3> Mock { get; } = new();

    internal Answering<PutObjectRequest, PutObjectResponse> OnPut { get; set; }

    internal Answering<InitiateMultipartUploadRequest, InitiateMultipartUploadResponse> OnCreate { get; set; } =
        (_, _) => Task.FromResult(FromStore(new InitiateMultipartUploadResponse { UploadId = UploadId }));

    internal Answering<UploadPartRequest, UploadPartResponse> OnPart { get; set; }

    internal Answering<CompleteMultipartUploadRequest, CompleteMultipartUploadResponse> OnComplete { get; set; } =
        (_, _) => Task.FromResult(FromStore(new CompleteMultipartUploadResponse { ETag = "\"whole-2\"" }));

    internal Answering<AbortMultipartUploadRequest, AbortMultipartUploadResponse> OnAbort { get; set; } =
        (_, _) => Task.FromResult(FromStore(new AbortMultipartUploadResponse()));

    internal Answering<GetObjectMetadataRequest, GetObjectMetadataResponse> OnHead { get; set; } =
        (_, _) => throw Error(HttpStatusCode.NotFound, "NotFound");

    /// <summary>What the store gives back.</summary>
    internal Func<byte[]> OnGet { get; set; } = () => [];

    /// <summary>What was called, in order.</summary>
    internal IReadOnlyList<string> Calls => [.. _calls];

    internal PutObjectRequest? Put { get; private set; }

    internal byte[]? Body { get; private set; }

    internal ConcurrentDictionary<int, UploadPartRequest> Parts { get; } = new();

    internal ConcurrentDictionary<int, byte[]> Bodies { get; } = new();

    /// <summary>The bodies of the parts, in order.</summary>
    internal byte[] AllParts => [.. Bodies.OrderBy(part => part.Key).SelectMany(part => part.Value)];

    internal S3Service Service(
        Action<S3Settings>? configure = null, TimeProvider? time = null, ILogger<S3Service>? logger = null)
    {
        var settings = new S3Settings { Bucket = "b", Region = "eu-west-1", PartSize = PartSize };
        configure?.Invoke(settings);
        return new S3Service(Mock.Object, Options.Create(settings), logger, time ?? new HastyTime());
    }

    /// <summary>Creates a service whose files are filtered.</summary>
    internal S3Service Filtering(Action<S3Settings>? configure, params IContentFilter[] filters)
    {
        var settings = new S3Settings { Bucket = "b", Region = "eu-west-1", PartSize = PartSize };
        configure?.Invoke(settings);
        return new S3Service(Mock.Object, settings, new S3Extensions { Filters = filters }, null, new HastyTime());
    }

    /// <summary>Creates what calls the store below the service.</summary>
    internal S3Caller Caller(Action<S3Settings>? configure = null)
    {
        var settings = new S3Settings { Bucket = "b", Region = "eu-west-1", PartSize = PartSize };
        configure?.Invoke(settings);
        var logger = Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;
        return new S3Caller(Mock.Object, settings, new StoreContext("b", new HastyTime(), logger));
    }

    /// <summary>An answer that came over a wire: those always have metadata.</summary>
    internal static T FromStore<T>(T response)
        where T : AmazonWebServiceResponse
    {
        response.HttpStatusCode = HttpStatusCode.OK;
        response.ResponseMetadata = new ResponseMetadata { RequestId = "request-1" };
        return Replies.Signed(response);
    }

    internal static AmazonS3Exception Error(HttpStatusCode status, string code) =>
        new("in its own words", ErrorType.Unknown, code, "request-1", status);

    internal static FileUploadRequest Request(UploadContent content) =>
        new("a.bin", "application/octet-stream", content);

    /// <summary>Returns what a store says of an object that it holds.</summary>
    internal static GetObjectMetadataResponse Head(byte[] bytes) =>
        Head(bytes.Length, Crc32Value.ToBase64(System.IO.Hashing.Crc32.HashToUInt32(bytes)));

    internal static GetObjectMetadataResponse Head(long size, string? checksum)
    {
        var head = FromStore(new GetObjectMetadataResponse { ETag = "\"found\"", ChecksumCRC32 = checksum });
        head.Headers.ContentLength = size;
        head.ContentLength = size;
        return head;
    }

    private static CancellationToken AnyToken() => It.IsAny<CancellationToken>();

    private GetObjectResponse GetResponse() => new() { ResponseStream = new MemoryStream(OnGet()) };

    // By what the test has set when the call comes.
    private Func<TRequest, CancellationToken, Task<TResponse>> Answers<TRequest, TResponse>(
        string call, Func<Answering<TRequest, TResponse>> current) =>
        (request, token) => Answer(call, () => current()(request, token));

    private Task<T> Answer<T>(string call, Func<Task<T>> answer)
    {
        _calls.Enqueue(call);
        return answer();
    }
}
