using System.Reflection;
using Amazon.Runtime;

namespace Discovitas.S3.Tests;

/// <summary>
/// Every request, whatever it is for, says which bucket, file and upload it means, and who must own the bucket.
/// </summary>
public sealed class S3ServiceRequestsTests
{
    private const string Owner = "123456789012";
    private const string PendingKey = "pending/0f8fad5b-d9cb-469f-a165-70867728950e";

    private static readonly Dictionary<string, Func<StoreMock, S3Service, Task>> Uses = new()
    {
        ["an upload"] = (_, s3) => s3.StoreAsync(Request(Bytes(1))),
        ["an upload in parts"] = (_, s3) => s3.StoreAsync(Request(Bytes(2 * PartSize))),
        ["tags of an upload in parts"] = (_, s3) => s3.StoreAsync(
            Request(Bytes(2 * PartSize)) with { Tags = new Dictionary<string, string> { ["a"] = "b" } }),
        ["a part that fails"] = (store, s3) =>
        {
            store.OnPart = (_, _) => throw Error(HttpStatusCode.Forbidden, "AccessDenied");
            return Failing(s3.StoreAsync(Request(Bytes(2 * PartSize))));
        },
        ["a lost answer to the creation"] = (store, s3) =>
        {
            store.OnCreate = (_, _) => throw new IOException("reset");
            return Failing(s3.StoreAsync(Request(Bytes(2 * PartSize))));
        },
        ["a lost answer to the completion"] = (store, s3) =>
        {
            store.OnComplete = (_, _) => throw new IOException("reset");
            store.OnHead = (_, _) => Task.FromResult(Head(1, null));
            return Failing(s3.StoreAsync(Request(Bytes(2 * PartSize))));
        },
        ["reading back"] = (store, s3) =>
        {
            store.OnPut = (_, _) => Task.FromResult(FromStore(new PutObjectResponse { ETag = new string('0', 32) }));
            store.OnGet = () => Bytes(1);
            return s3.StoreAsync(Request(Bytes(1)));
        },
        ["metadata"] = (store, s3) =>
        {
            store.OnHead = (_, _) => Task.FromResult(Head(1, null));
            return s3.GetMetadataAsync(Key);
        },
        ["metadata of a store without request ids"] = (store, s3) =>
        {
            store.OnHead = (_, _) => Task.FromResult(Replies.WithoutId(Head(1, null)));
            store.Mock.Setup(s => s.ListObjectsV2Async(It.IsAny<ListObjectsV2Request>(), It.IsAny<CancellationToken>()))
                .ReturnsAsync(new ListObjectsV2Response { S3Objects = [new S3Object { Key = Key, ETag = "found" }] });
            return s3.GetMetadataAsync(Key);
        },
        ["reading"] = (_, s3) => s3.OpenReadAsync(Key),
        ["deletion"] = (_, s3) => s3.DeleteAsync(Key),
        ["deletion of many"] = (_, s3) => s3.DeleteAsync([Key]),
        ["a list"] = async (_, s3) => (await s3.ListAsync().ToListAsync()).Should().BeEmpty(),
        ["a file that is kept"] = (store, s3) =>
        {
            store.OnHead = (request, _) => request.Key == Key && store.Calls.Count(call => call == "Head") == 1
                ? throw Error(HttpStatusCode.NotFound, "NoSuchKey")
                : Task.FromResult(Head(1, null));
            return s3.KeepAsync(Key);
        },
        ["a large file that is kept"] = (store, s3) =>
        {
            store.OnHead = (request, _) => request.Key == Key && store.Calls.Count(call => call == "Head") == 1
                ? throw Error(HttpStatusCode.NotFound, "NoSuchKey")
                : Task.FromResult(Head(3L * 1024 * MiB, null));
            return s3.KeepAsync(Key);
        },
        ["a check of the access"] = (_, s3) => s3.CheckAccessAsync(),
    };

    public static TheoryData<string> All => new(Uses.Keys);

    [Theory]
    [MemberData(nameof(All))]
    public async Task EveryRequest_SaysWhichBucketAndFileItMeans_AndWhoOwnsThem(string use)
    {
        var store = new StoreMock();
        var service = store.Service(settings =>
        {
            settings.ExpectedBucketOwner = Owner;
            settings.ServiceUrl = use.Contains("tags", StringComparison.Ordinal) ? "https://s3.example.com" : null;
        });

        await Uses[use](store, service);

        var requests = store.Mock.Invocations.Select(call => call.Arguments[0]).OfType<AmazonWebServiceRequest>();
        requests.Should().NotBeEmpty();
        foreach (var (request, property) in requests.SelectMany(request => TextsOf(request)))
        {
            var because = $"{property.Name} of {request.GetType().Name}";
            switch (property.Name)
            {
                case "BucketName" or "SourceBucket" or "DestinationBucket":
                    property.GetValue(request).Should().Be("b", because);
                    break;
                case "ExpectedBucketOwner" or "ExpectedSourceBucketOwner":
                    property.GetValue(request).Should().Be(Owner, because);
                    break;
                case "Key" or "SourceKey" or "DestinationKey" or "Prefix":
                    property.GetValue(request).Should().Match<string>(
                        text => text.StartsWith("uploads/") || text == PendingKey, because);
                    break;
                case "UploadId":
                    property.GetValue(request).Should().NotBeNull(because);
                    break;
            }
        }
    }

    private static IEnumerable<(AmazonWebServiceRequest, PropertyInfo)> TextsOf(AmazonWebServiceRequest request) =>
        request.GetType().GetProperties().Where(property => property.PropertyType == typeof(string))
            .Select(property => (request, property));

    private static async Task Failing(Task upload) =>
        await FluentActions.Awaiting(() => upload).Should().ThrowAsync<S3StoreException>();
}
