using System.Net;
using System.Web;
using System.Xml.Linq;
using Amazon.S3;
using Amazon.S3.Model;
using Discovitas.S3.Headers;
using Discovitas.S3.Tests.Direct;
using Discovitas.S3.Tests.Support;
using Moq;

namespace Discovitas.S3.Tests.Headers;

/// <summary>A file has the same headers, metadata and tags, whichever way it is uploaded.</summary>
public sealed class ObjectHeadersTests
{
    private static readonly Dictionary<string, string> Tags = new() { ["kind"] = "a b/c+d=e", ["ünï"] = "" };
    private static readonly Dictionary<string, string> Metadata = new() { ["Who"] = "Jürgen" };

    private static readonly Dictionary<string, string> Expected = new()
    {
        ["content-type"] = "text/html",
        ["cache-control"] = "no-cache",
        ["content-disposition"] = "attachment; filename=\"page.html\"",
        ["x-amz-server-side-encryption"] = "aws:kms",
        ["x-amz-server-side-encryption-aws-kms-key-id"] = "key-1",
        ["x-amz-meta-who"] = "=?UTF-8?B?SsO8cmdlbg==?=",
        ["tag kind"] = "a b/c+d=e",
        ["tag ünï"] = "",
    };

    private readonly DirectStore _store = new();

    private static DirectUploadRequest Direct => new("page.html", "text/HTML")
    {
        Size = 5,
        CacheControl = "no-cache",
        KeepFileName = true,
        Metadata = Metadata,
        Tags = Tags,
    };

    [Fact]
    public async Task OnePut()
    {
        await Service().StoreAsync(Request(5));

        var put = _store.Mock.Put!;
        Of(put.Headers, put.Metadata, put.TagSet, put.ServerSideEncryptionMethod, put.ServerSideEncryptionKeyManagementServiceKeyId)
            .Should().BeEquivalentTo(Expected);
    }

    [Fact]
    public async Task PartsOfThisProcess()
    {
        var started = Started();

        await Service().StoreAsync(Request(2 * StoreMock.PartSize));

        Of(started()).Should().BeEquivalentTo(Expected);
    }

    [Fact]
    public async Task PartsOfAClient()
    {
        var started = Started();

        var ticket = await Service().StartDirectMultipartUploadAsync(Direct);

        Of(started()).Should().BeEquivalentTo(Expected);
        ticket.Tags.Should().BeEquivalentTo(Tags);
    }

    [Fact]
    public async Task AFormOfAClient()
    {
        var fields = (await Service().CreateDirectUploadAsync(Direct)).Fields;

        var tags = XElement.Parse(fields["tagging"]).Elements("TagSet").Elements("Tag")
            .Select(tag => KeyValuePair.Create("tag " + tag.Element("Key")!.Value, tag.Element("Value")!.Value));
        Lines(fields.Where(field => Expected.ContainsKey(field.Key.ToLowerInvariant())).Concat(tags)).Should().BeEquivalentTo(Expected);
    }

    [Fact]
    public async Task ASignedPutOfAClient()
    {
        var upload = await Service(settings => settings.HasPostPolicy = false).CreateDirectUploadAsync(Direct);

        var query = HttpUtility.ParseQueryString(upload.Headers["x-amz-tagging"]);
        var tags = query.AllKeys.Select(name => KeyValuePair.Create("tag " + name, query[name]!));
        Lines(upload.Headers.Where(header => header.Key != "x-amz-tagging").Concat(tags)).Should().BeEquivalentTo(Expected);
        upload.Headers.Should().AllSatisfy(header => _store.Signed!.Headers[header.Key].Should().Be(header.Value));
    }

    [Fact]
    public async Task ASignedPutOfAClient_SignsTheTags()
    {
        using var client = new AmazonS3Client("id", "secret", new AmazonS3Config { RegionEndpoint = Amazon.RegionEndpoint.EUWest1 });
        var settings = new S3Settings { Bucket = "my-bucket", Region = "eu-west-1", HasPostPolicy = false };
        var service = new S3Service(client, Microsoft.Extensions.Options.Options.Create(settings));

        var upload = await service.CreateDirectUploadAsync(Direct);

        HttpUtility.ParseQueryString(new Uri(upload.Url).Query)["X-Amz-SignedHeaders"].Should().Contain("x-amz-tagging");
        upload.Url.Should().NotContainEquivalentOf("x-amz-tagging=");
    }

    [Fact]
    public async Task AFormOfAClient_HasAConditionForItsTags()
    {
        using var client = new AmazonS3Client("id", "secret", new AmazonS3Config { RegionEndpoint = Amazon.RegionEndpoint.EUWest1 });
        var settings = new S3Settings { Bucket = "my-bucket", Region = "eu-west-1" };
        var service = new S3Service(client, Microsoft.Extensions.Options.Options.Create(settings));

        var fields = (await service.CreateDirectUploadAsync(Direct)).Fields;

        var policy = System.Text.Json.JsonDocument.Parse(Convert.FromBase64String(fields["policy"])).RootElement;
        policy.GetProperty("conditions").EnumerateArray()
            .Where(one => one.ValueKind is System.Text.Json.JsonValueKind.Object && one.TryGetProperty("tagging", out _))
            .Should().ContainSingle().Which.GetProperty("tagging").GetString().Should().Be(fields["tagging"]);
    }

    [Theory]
    [InlineData("{\"kind\":\"<b>\"}")]
    [InlineData("{\"aws:kind\":\"a\"}")]
    public async Task ATagThatS3DoesNotAllow_IsRejectedForClientsToo(string tags)
    {
        var request = Direct with { Tags = System.Text.Json.JsonSerializer.Deserialize<Dictionary<string, string>>(tags) };

        (await Service().Invoking(s => s.CreateDirectUploadAsync(request)).Should().ThrowAsync<UploadRejectedException>())
            .Which.Reason.Should().Be(UploadRejectionReason.InvalidHeader);
    }

    [Theory]
    [InlineData(null, 0)]
    [InlineData("https://ceph.example.com", 1)]
    public async Task PartsOfAClient_Completed_HaveTheirTagsSetAgainWhereAStoreMayDropThem(string? serviceUrl, int times)
    {
        _store.Parts.Add(10);
        _store.Holds(10);

        await Service(settings => settings.ServiceUrl = serviceUrl).CompleteDirectUploadAsync(TicketWithTags());

        _store.Mock.Mock.Verify(
            s3 => s3.PutObjectTaggingAsync(
                It.Is<PutObjectTaggingRequest>(tagging => tagging.Key == DirectStore.Key && tagging.Tagging.TagSet.Count == 2),
                It.IsAny<CancellationToken>()),
            Times.Exactly(times));
    }

    [Fact]
    public async Task PartsOfAClient_WhoseTagsCannotBeSet_AreRemoved()
    {
        _store.Parts.Add(10);
        _store.Holds(10);
        _store.Mock.Mock.Setup(s3 => s3.PutObjectTaggingAsync(It.IsAny<PutObjectTaggingRequest>(), It.IsAny<CancellationToken>()))
            .ThrowsAsync(StoreMock.Error(HttpStatusCode.NotImplemented, "NotImplemented"));

        var failure = await Service(settings => settings.ServiceUrl = "https://s3.example.com")
            .Invoking(s => s.CompleteDirectUploadAsync(TicketWithTags())).Should().ThrowAsync<S3StoreException>();

        failure.Which.ErrorCode.Should().Be("NotImplemented");
        _store.Calls.Should().ContainSingle(call => call == "Delete");
    }

    // Its tags may have been changed since, and the file must not be removed if they cannot be set.
    [Fact]
    public async Task PartsOfAClient_CompletedBefore_KeepTheTagsThatTheyHave()
    {
        _store.Parts.Add(10);
        _store.Holds(10);
        _store.Mock.OnComplete = (_, _) => throw StoreMock.Error(HttpStatusCode.NotFound, "NoSuchUpload");

        await Service(settings => settings.ServiceUrl = "https://s3.example.com").CompleteDirectUploadAsync(TicketWithTags());

        _store.Mock.Mock.Verify(
            s3 => s3.PutObjectTaggingAsync(It.IsAny<PutObjectTaggingRequest>(), It.IsAny<CancellationToken>()), Times.Never);
    }

    [Fact]
    public void ToXml_EscapesWhatXmlReserves() =>
        ObjectTags.ToXml([new("a&b", "<c>\"d\"'")]).Should().Be(
            "<Tagging><TagSet><Tag><Key>a&amp;b</Key><Value>&lt;c&gt;&quot;d&quot;&apos;</Value></Tag></TagSet></Tagging>");

    private static DirectUploadTicket TicketWithTags() =>
        new(DirectStore.Key, "image/png", 100) { UploadId = StoreMock.UploadId, Tags = Tags };

    private static FileUploadRequest Request(int size) => new("page.html", "text/HTML", StoreMock.Bytes(size))
    {
        CacheControl = "no-cache",
        KeepFileName = true,
        Metadata = Metadata,
        Tags = Tags,
    };

    private S3Service Service(Action<S3Settings>? configure = null) => _store.Mock.Service(settings =>
    {
        settings.ServerSideEncryption = "aws:kms";
        settings.KmsKeyId = "key-1";
        configure?.Invoke(settings);
    });

    private Func<InitiateMultipartUploadRequest> Started()
    {
        InitiateMultipartUploadRequest? asked = null;
        var answer = _store.Mock.OnCreate;
        _store.Mock.OnCreate = (request, token) => answer(asked = request, token);
        return () => asked!;
    }

    private static Dictionary<string, string> Of(InitiateMultipartUploadRequest request) => Of(
        request.Headers, request.Metadata, request.TagSet, request.ServerSideEncryptionMethod, request.ServerSideEncryptionKeyManagementServiceKeyId);

    private static Dictionary<string, string> Of(
        HeadersCollection headers, MetadataCollection metadata, List<Tag> tags, ServerSideEncryptionMethod method, string kmsKey) => Lines(
    [
        .. headers.Keys.Select(name => KeyValuePair.Create(name, headers[name])),
        .. metadata.Keys.Select(name => KeyValuePair.Create(name, metadata[name])),
        .. tags.Select(tag => KeyValuePair.Create("tag " + tag.Key, tag.Value)),
        KeyValuePair.Create("x-amz-server-side-encryption", method.Value),
        KeyValuePair.Create("x-amz-server-side-encryption-aws-kms-key-id", kmsKey),
    ]);

    private static Dictionary<string, string> Lines(IEnumerable<KeyValuePair<string, string>> lines) =>
        lines.ToDictionary(line => line.Key.StartsWith("tag ", StringComparison.Ordinal) ? line.Key : line.Key.ToLowerInvariant(), line => line.Value);
}
