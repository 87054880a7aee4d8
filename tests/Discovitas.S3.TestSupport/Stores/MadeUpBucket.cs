using System.Collections;
using System.Globalization;
using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace Discovitas.S3.TestSupport.Stores;

/// <summary>
/// A client on a bucket with any number of old files that exist only as numbers: it lists and deletes them. No request
/// leaves the process.
/// </summary>
public sealed class MadeUpBucket : AmazonS3Client
{
    private const string Prefix = "uploads/";
    private const int PageSize = 1000;

    private static readonly DateTime Stored = new(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly BitArray _deleted;

    public MadeUpBucket(int files)
        : base(new AnonymousAWSCredentials(), new AmazonS3Config { ServiceURL = "http://127.0.0.1:1" })
    {
        _deleted = new BitArray(files);
        Service = new S3Service(this, new S3Settings
        {
            Bucket = "made-up",
            Region = "eu-west-1",
            RetryTimeout = TimeSpan.Zero,
        });
    }

    /// <summary>Gets a service on the bucket.</summary>
    public S3Service Service { get; }

    /// <summary>Gets the number of files that are not deleted.</summary>
    public int Left => _deleted.Count - _deleted.Cast<bool>().Count(isDeleted => isDeleted);

    /// <summary>Gets or sets what happens before files are deleted: it may throw.</summary>
    public Action<DeleteObjectsRequest> OnDelete { get; set; } = _ => { };

    /// <summary>Gets the number of requests so far.</summary>
    public int Requests { get; private set; }

    /// <summary>Returns the key of a file: keys are in the order of their numbers.</summary>
    public static string KeyOf(int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{Prefix}{number:x8}-0000-4000-8000-000000000000.jpg");

    /// <summary>Returns whether a file is deleted.</summary>
    public bool IsDeleted(int number) => _deleted[number];

    public override Task<ListObjectsV2Response> ListObjectsV2Async(
        ListObjectsV2Request request, CancellationToken cancellationToken = default)
    {
        Requests++;
        var page = new List<S3Object>(PageSize);
        var number = request.ContinuationToken is { } token ? int.Parse(token, CultureInfo.InvariantCulture) : 0;
        for (; request.Prefix == Prefix && number < _deleted.Count && page.Count < PageSize; number++)
        {
            if (!_deleted[number])
            {
                page.Add(new S3Object { Key = KeyOf(number), Size = 1000, LastModified = Stored });
            }
        }

        var isLast = request.Prefix != Prefix || number == _deleted.Count;
        return Task.FromResult(new ListObjectsV2Response
        {
            S3Objects = page,
            IsTruncated = !isLast,
            NextContinuationToken = isLast ? null : number.ToString(CultureInfo.InvariantCulture),
        });
    }

    public override Task<DeleteObjectsResponse> DeleteObjectsAsync(
        DeleteObjectsRequest request, CancellationToken cancellationToken = default)
    {
        Requests++;
        OnDelete(request);
        foreach (var one in request.Objects)
        {
            _deleted[NumberOf(one.Key)] = true;
        }

        return Task.FromResult(new DeleteObjectsResponse());
    }

    public override Task<GetObjectMetadataResponse> GetObjectMetadataAsync(
        GetObjectMetadataRequest request, CancellationToken cancellationToken = default)
    {
        Requests++;
        var number = NumberOf(request.Key);
        return number < _deleted.Count && !_deleted[number]
            ? Task.FromResult(new GetObjectMetadataResponse { ETag = "\"made-up\"" })
            : throw new AmazonS3Exception("missing", ErrorType.Sender, "NotFound", "1", HttpStatusCode.NotFound);
    }

    public override Task<ListMultipartUploadsResponse> ListMultipartUploadsAsync(
        ListMultipartUploadsRequest request, CancellationToken cancellationToken = default)
    {
        Requests++;
        return Task.FromResult(new ListMultipartUploadsResponse());
    }

    private static int NumberOf(string key) => int.Parse(
        key.AsSpan(Prefix.Length, 8), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
