using System.Text.Json;
using System.Web;

namespace Discovitas.S3.Tests.Direct;

/// <summary>The tags of a file that a client sends.</summary>
public sealed class DirectUploadTagsTests
{
    private static readonly Dictionary<string, string> Tags = new() { ["kind"] = "a b/c+d=e", ["ünï"] = "" };

    private readonly DirectStore _store = new();

    private static DirectUploadRequest Request => new("a.png", "image/png") { Size = 5, Tags = Tags };

    [Fact]
    public async Task Create_WithoutForms_SignsTheTags()
    {
        using var client = Client();
        var settings = new S3Settings { Bucket = "my-bucket", Region = "eu-west-1", SupportsPostPolicy = false };
        var service = new S3Service(client, Options.Create(settings));

        var upload = await service.Direct.CreateAsync(Request);

        HttpUtility.ParseQueryString(new Uri(upload.Request.Url).Query)["X-Amz-SignedHeaders"]
            .Should().Contain("x-amz-tagging");
        upload.Request.Url.Should().NotContainEquivalentOf("x-amz-tagging=");
    }

    [Fact]
    public async Task Create_OfAForm_HasAConditionForTheTags()
    {
        using var client = Client();
        var settings = new S3Settings { Bucket = "my-bucket", Region = "eu-west-1" };
        var service = new S3Service(client, Options.Create(settings));

        var fields = (await service.Direct.CreateAsync(Request)).Request.Fields;

        var policy = JsonDocument.Parse(Convert.FromBase64String(fields["policy"])).RootElement;
        policy.GetProperty("conditions").EnumerateArray()
            .Where(one => one.ValueKind is JsonValueKind.Object && one.TryGetProperty("tagging", out _))
            .Should().ContainSingle().Which.GetProperty("tagging").GetString().Should().Be(fields["tagging"]);
    }

    [Theory]
    [InlineData("{\"kind\":\"<b>\"}")]
    [InlineData("{\"aws:kind\":\"a\"}")]
    public async Task Create_WithATagThatS3DoesNotAllow_IsRejected(string tags)
    {
        var request = Request with { Tags = JsonSerializer.Deserialize<Dictionary<string, string>>(tags) };

        (await _store.Mock.Service().Invoking(s => s.Direct.CreateAsync(request))
            .Should().ThrowAsync<UploadRejectedException>())
            .Which.Reason.Should().Be(UploadRejectionReason.InvalidHeader);
    }

    [Theory]
    [InlineData(null, 0)]
    [InlineData("https://ceph.example.com", 1)]
    public async Task Complete_OfParts_SetsTheTagsAgainWhereAStoreMayDropThem(string? serviceUrl, int times)
    {
        _store.Parts.Add(10);
        _store.Holds(10);

        await _store.Mock.Service(settings => settings.ServiceUrl = serviceUrl)
            .Direct.CompleteAsync(TicketWithTags());

        _store.Mock.Mock.Verify(
            s3 => s3.PutObjectTaggingAsync(
                It.Is<PutObjectTaggingRequest>(asked =>
                    asked.Key == DirectStore.Key && asked.Tagging.TagSet.Count == 2),
                It.IsAny<CancellationToken>()),
            Times.Exactly(times));
    }

    [Fact]
    public async Task Complete_WhoseTagsCannotBeSet_RemovesTheFile()
    {
        _store.Parts.Add(10);
        _store.Holds(10);
        _store.Mock.Mock
            .Setup(s3 => s3.PutObjectTaggingAsync(It.IsAny<PutObjectTaggingRequest>(), It.IsAny<CancellationToken>()))
            .ThrowsAsync(StoreMock.Error(HttpStatusCode.NotImplemented, "NotImplemented"));

        var failure = await _store.Mock.Service(settings => settings.ServiceUrl = "https://s3.example.com")
            .Invoking(s => s.Direct.CompleteAsync(TicketWithTags())).Should().ThrowAsync<S3StoreException>();

        failure.Which.ErrorCode.Should().Be("NotImplemented");
        _store.Calls.Should().ContainSingle(call => call == "Delete");
    }

    // Its tags may have been changed since, and the file must not be removed if they cannot be set.
    [Fact]
    public async Task Complete_OfWhatIsCompleted_LeavesTheTags()
    {
        _store.Parts.Add(10);
        _store.Holds(10);
        _store.Mock.OnComplete = (_, _) => throw StoreMock.Error(HttpStatusCode.NotFound, "NoSuchUpload");

        await _store.Mock.Service(settings => settings.ServiceUrl = "https://s3.example.com")
            .Direct.CompleteAsync(TicketWithTags());

        _store.Mock.Mock.Verify(
            s3 => s3.PutObjectTaggingAsync(It.IsAny<PutObjectTaggingRequest>(), It.IsAny<CancellationToken>()),
            Times.Never);
    }

    [Fact]
    public void ToXml_EscapesWhatXmlReserves() =>
        ObjectTags.ToXml([new("a&b", "<c>\"d\"'")]).Should().Be(
            "<Tagging><TagSet><Tag><Key>a&amp;b</Key><Value>" +
            "&lt;c&gt;&quot;d&quot;&apos;</Value></Tag></TagSet></Tagging>");

    private static DirectUploadTicket TicketWithTags() =>
        DirectStore.Ticket() with { Tags = Tags };

    private static AmazonS3Client Client() =>
        new("id", "secret", new AmazonS3Config { RegionEndpoint = Amazon.RegionEndpoint.EUWest1 });
}
