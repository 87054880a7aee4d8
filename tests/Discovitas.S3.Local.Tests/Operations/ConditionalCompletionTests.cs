namespace Discovitas.S3.Local.Tests.Operations;

/// <summary>Completions with a condition, while others write the same key.</summary>
public sealed class ConditionalCompletionTests : ScenarioTest
{
    private const string Conflict = "ConditionalRequestConflict";

    [Theory]
    [InlineData(false, false, null)]
    [InlineData(false, true, "PreconditionFailed")]
    [InlineData(true, false, "PreconditionFailed")]
    public async Task IfNoneMatch_IsCheckedAtTheEnd(bool isThereBefore, bool isWrittenMeanwhile, string? code)
    {
        await PutIf(isThereBefore, "before");
        var (id, part) = await BeginAsync();
        await PutIf(isWrittenMeanwhile, "meanwhile");

        (await CompleteAsync(id, part, "If-None-Match", "*")).Code.Should().Be(code);
    }

    [Fact]
    public async Task IfNoneMatch_AfterADeleteMeanwhile_IsAConflict()
    {
        await Scenario.PutAsync("k", "before");
        var (id, part) = await BeginAsync();
        await Scenario.S3.DeleteObjectAsync(Scenario.Bucket, "k");

        await ShouldConflictAsync(id, part, "If-None-Match", "*");
    }

    [Fact]
    public async Task IfMatch_OfWhatWasThereBefore_Succeeds()
    {
        var etag = (await Scenario.PutAsync("k", "before")).ETag;
        var (id, part) = await BeginAsync();

        (await CompleteAsync(id, part, "If-Match", etag)).Status.Should().Be(200);
        (await Scenario.S3.GetObjectMetadataAsync(Scenario.Bucket, "k")).ETag.Should().EndWith("-1\"");
    }

    [Fact]
    public async Task IfMatch_OfWhatWasWrittenMeanwhile_IsAConflict()
    {
        await Scenario.PutAsync("k", "before");
        var (id, part) = await BeginAsync();
        var etag = (await Scenario.PutAsync("k", "meanwhile")).ETag;

        await ShouldConflictAsync(id, part, "If-Match", etag);
        (await Scenario.GetAsync("k")).Should().Be("meanwhile");
    }

    [Fact]
    public async Task IfMatch_OfAnotherETag_FailsAndKeepsTheUpload()
    {
        await Scenario.PutAsync("k", "before");
        var (id, part) = await BeginAsync();

        (await CompleteAsync(id, part, "If-Match", "\"0\"")).Code.Should().Be("PreconditionFailed");
        (await Uploads(Scenario)).Should().ContainSingle();
    }

    private Task PutIf(bool condition, string content) =>
        condition ? Scenario.PutAsync("k", content) : Task.CompletedTask;

    private async Task<(string Id, PartETag Part)> BeginAsync()
    {
        var id = await Begin(Scenario, "k");
        return (id, await Part(Scenario, id, 1, Bytes(10)));
    }

    private async Task ShouldConflictAsync(string id, PartETag part, string condition, string value)
    {
        var error = await CompleteAsync(id, part, condition, value);

        (error.Status, error.Code).Should().Be((409, Conflict));
        error.Message.Should().Be(
            "The conditional request cannot succeed due to a conflicting operation against this resource.");
        Xml.Details(error).Should().Equal(("Condition", condition), ("Key", "k"));
    }

    private Task<RawResponse> CompleteAsync(string id, PartETag part, string condition, string value)
    {
        var list = $"<Part><PartNumber>1</PartNumber><ETag>{part.ETag}</ETag></Part>";
        var request = new RawRequest("POST", $"/{Scenario.Bucket}/k?uploadId={id}")
        {
            Body = Encoding.UTF8.GetBytes($"<CompleteMultipartUpload>{list}</CompleteMultipartUpload>"),
        };
        request.Headers[condition.ToLowerInvariant()] = value;
        return Scenario.Raw.SendAsync(request);
    }
}
