namespace Discovitas.S3.Local.Tests.Faults;

/// <summary>Faults that replace the response, before or after the request is carried out.</summary>
public sealed class ErrorResponseFaultTests : ScenarioTest
{
    public static TheoryData<string, int, string> Answers => new()
    {
        { nameof(S3Fault.Error), 503, "<Error><Code>SlowDown</Code><Message>" },
        { nameof(S3Fault.ErrorInOk), 200, "<Error><Code>InternalError</Code><Message>" },
        { nameof(S3Fault.EmptyOk), 200, "" },
        { nameof(S3Fault.Garbage), 200, "<<this is no XML>" },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Put_WithAFault_IsNotCarriedOut(string name, int status, string body)
    {
        Scenario.Server.Faults = _ => NamedFault.Get(name);

        var response = await Scenario.Raw.SendAsync(Put(Scenario));

        Check(response, status, body);
        File.Exists(Scenario.PathOf("k")).Should().BeFalse();
        Scenario.Staged().Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Put_WithAFaultAfterwards_IsCarriedOut(string name, int status, string body)
    {
        Scenario.Server.Faults = _ => NamedFault.Get(name).AfterCarryingOut();

        var response = await Scenario.Raw.SendAsync(Put(Scenario));

        Check(response, status, body);
        (await File.ReadAllBytesAsync(Scenario.PathOf("k"))).Should().Equal(Put(Scenario).Body);
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Get_WithAFaultAfterwards_HasNothingOfItsOwnResponse(string name, int status, string body)
    {
        await Scenario.PutAsync("k", "hello");
        Scenario.Server.Faults = _ => NamedFault.Get(name).AfterCarryingOut();

        var response = await Scenario.SendAsync("GET");

        Check(response, status, body);
        response.Body.Should().NotContain("hello");
        response.Headers.Should().NotContainKeys("Last-Modified", "Accept-Ranges");
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Head_WithAFault_HasTheStatusOnly(string name, int status, string body)
    {
        await Scenario.PutAsync("k", body);
        Scenario.Server.Faults = _ => NamedFault.Get(name);

        var response = await Scenario.SendAsync("HEAD");

        Check(response, status, "");
        response.Body.Should().BeEmpty();
    }

    [Fact]
    public async Task Error_AfterALargeBody_ReachesTheClient()
    {
        using var s3 = Scenario.CreateClient(configure: config => config.MaxErrorRetry = 0);
        Scenario.Server.Faults = _ => S3Fault.Error(HttpStatusCode.TooManyRequests, "SlowDown");

        var failure = await Scenario.FailureOf(() => s3.PutObjectAsync(
            new() { BucketName = Scenario.Bucket, Key = "k", InputStream = new MemoryStream(Bytes(8 * 1024 * 1024)) }));

        failure.StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
        failure.ErrorCode.Should().Be("SlowDown");
        failure.RequestId.Should().NotBeEmpty();
        failure.Message.Should().Contain("on purpose");
    }

    [Fact]
    public async Task ErrorInOk_OfComplete_FailsAndKeepsTheUpload()
    {
        using var s3 = Scenario.CreateClient(configure: config => config.MaxErrorRetry = 0);
        var (id, part) = await UploadAsync(Scenario);
        Scenario.Server.Faults = call =>
            call.Operation == S3Operation.CompleteMultipartUpload ? S3Fault.ErrorInOk() : null;

        var failure = await Scenario.FailureOf(() => s3.CompleteMultipartUploadAsync(
            new() { BucketName = Scenario.Bucket, Key = "k", UploadId = id, PartETags = [part] }));

        failure.ErrorCode.Should().Be("InternalError");
        (await Uploads(Scenario)).Should().ContainSingle();
    }

    [Fact]
    public async Task EmptyOk_OfComplete_LooksLikeSuccessToTheSdk()
    {
        var (id, part) = await UploadAsync(Scenario);
        Scenario.Server.Faults = call => call.Operation == S3Operation.CompleteMultipartUpload ? S3Fault.EmptyOk : null;

        (await Complete(Scenario, id, part)).ETag.Should().BeNull();

        (await Uploads(Scenario)).Should().ContainSingle();
        File.Exists(Scenario.PathOf("k")).Should().BeFalse();
    }

    [Fact]
    public async Task Complete_WithALostResponse_SucceedsWhenRepeated()
    {
        var (id, part) = await UploadAsync(Scenario);
        Scenario.Server.Faults = call => call is { Operation: S3Operation.CompleteMultipartUpload, OperationNumber: 1 }
            ? S3Fault.Close.AfterCarryingOut()
            : null;

        var completed = await Complete(Scenario, id, part);

        Scenario.Server.Faults = null;
        (await Scenario.S3.GetObjectMetadataAsync(Scenario.Bucket, "k")).ETag.Should().Be(completed.ETag)
            .And.EndWith("-1\"");
    }

    private static RawRequest Put(Scenario scenario) =>
        new("PUT", $"/{scenario.Bucket}/k") { Body = "hello"u8.ToArray() };

    private static void Check(RawResponse response, int status, string body)
    {
        response.Status.Should().Be(status);
        response.Headers.Should().NotContainKey("ETag").And.ContainKey("x-amz-request-id");
        response.Body.Replace("<?xml version=\"1.0\" encoding=\"utf-8\"?>", "").Should().StartWith(body);
        (response.Body.Length == 0).Should().Be(body.Length == 0);
    }

    private static async Task<(string Id, PartETag Part)> UploadAsync(Scenario scenario)
    {
        var id = await Begin(scenario, "k");
        return (id, await Part(scenario, id, 1, Bytes(10)));
    }
}
