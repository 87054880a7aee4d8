namespace Discovitas.S3.Local.Tests.Faults;

/// <summary>Faults that replace the response, before or after the request is carried out.</summary>
public sealed class ErrorResponseFaultTests
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
        await using var scenario = await Scenario.StartAsync();
        scenario.Server.Faults = _ => NamedFault.Get(name);

        var response = await scenario.Raw.SendAsync(Put(scenario));

        Check(response, status, body);
        File.Exists(scenario.PathOf("k")).Should().BeFalse();
        scenario.Staged().Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Put_WithAFaultAfterwards_IsCarriedOut(string name, int status, string body)
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.Server.Faults = _ => NamedFault.Get(name).AfterCarryingOut();

        var response = await scenario.Raw.SendAsync(Put(scenario));

        Check(response, status, body);
        (await File.ReadAllBytesAsync(scenario.PathOf("k"))).Should().Equal(Put(scenario).Body);
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Get_WithAFaultAfterwards_HasNothingOfItsOwnResponse(string name, int status, string body)
    {
        await using var scenario = await Scenario.StartAsync();
        await scenario.PutAsync("k", "hello");
        scenario.Server.Faults = _ => NamedFault.Get(name).AfterCarryingOut();

        var response = await scenario.SendAsync("GET");

        Check(response, status, body);
        response.Body.Should().NotContain("hello");
        response.Headers.Should().NotContainKeys("Last-Modified", "Accept-Ranges");
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Head_WithAFault_HasTheStatusOnly(string name, int status, string body)
    {
        await using var scenario = await Scenario.StartAsync();
        await scenario.PutAsync("k", body);
        scenario.Server.Faults = _ => NamedFault.Get(name);

        var response = await scenario.SendAsync("HEAD");

        Check(response, status, "");
        response.Body.Should().BeEmpty();
    }

    [Fact]
    public async Task Error_AfterALargeBody_ReachesTheClient()
    {
        await using var scenario = await Scenario.StartAsync();
        using var s3 = scenario.CreateClient(configure: config => config.MaxErrorRetry = 0);
        scenario.Server.Faults = _ => S3Fault.Error(HttpStatusCode.TooManyRequests, "SlowDown");

        var failure = await Scenario.FailureOf(() => s3.PutObjectAsync(
            new() { BucketName = scenario.Bucket, Key = "k", InputStream = new MemoryStream(Bytes(8 * 1024 * 1024)) }));

        failure.StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
        failure.ErrorCode.Should().Be("SlowDown");
        failure.RequestId.Should().NotBeEmpty();
        failure.Message.Should().Contain("on purpose");
    }

    [Fact]
    public async Task ErrorInOk_OfComplete_FailsAndKeepsTheUpload()
    {
        await using var scenario = await Scenario.StartAsync();
        using var s3 = scenario.CreateClient(configure: config => config.MaxErrorRetry = 0);
        var (id, part) = await UploadAsync(scenario);
        scenario.Server.Faults = call =>
            call.Operation == S3Operation.CompleteMultipartUpload ? S3Fault.ErrorInOk() : null;

        var failure = await Scenario.FailureOf(() => s3.CompleteMultipartUploadAsync(
            new() { BucketName = scenario.Bucket, Key = "k", UploadId = id, PartETags = [part] }));

        failure.ErrorCode.Should().Be("InternalError");
        (await Uploads(scenario)).Should().ContainSingle();
    }

    [Fact]
    public async Task EmptyOk_OfComplete_LooksLikeSuccessToTheSdk()
    {
        await using var scenario = await Scenario.StartAsync();
        var (id, part) = await UploadAsync(scenario);
        scenario.Server.Faults = call => call.Operation == S3Operation.CompleteMultipartUpload ? S3Fault.EmptyOk : null;

        (await Complete(scenario, id, part)).ETag.Should().BeNull();

        (await Uploads(scenario)).Should().ContainSingle();
        File.Exists(scenario.PathOf("k")).Should().BeFalse();
    }

    [Fact]
    public async Task Complete_WithALostResponse_IsNoSuchUploadWhenRepeated()
    {
        await using var scenario = await Scenario.StartAsync();
        var (id, part) = await UploadAsync(scenario);
        scenario.Server.Faults = call => call is { Operation: S3Operation.CompleteMultipartUpload, Number: 1 }
            ? S3Fault.Close.AfterCarryingOut()
            : null;

        var failure = await Scenario.FailureOf(() => Complete(scenario, id, part));

        failure.ErrorCode.Should().Be("NoSuchUpload");
        (await scenario.S3.GetObjectMetadataAsync(scenario.Bucket, "k")).ETag.Should().EndWith("-1\"");
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
