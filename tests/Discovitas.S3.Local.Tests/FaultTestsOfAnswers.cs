using System.Net;
using Amazon.S3.Model;
using Discovitas.S3.Local.Tests.Support;
using static Discovitas.S3.Local.Tests.Support.Parts;

namespace Discovitas.S3.Local.Tests;

/// <summary>Another answer than S3's own, instead of the work or after it.</summary>
public sealed class FaultTestsOfAnswers
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
    public async Task Put_AnsweredByAFault_IsNotCarriedOut(string name, int status, string body)
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.Server.Faults = _ => Fault(name);

        var answer = await scenario.Raw.SendAsync(Put(scenario));

        Check(answer, status, body);
        File.Exists(scenario.PathOf("k")).Should().BeFalse();
        scenario.Staged().Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Put_AnsweredByAFaultAfterwards_IsCarriedOut(string name, int status, string body)
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.Server.Faults = _ => Fault(name).AfterCarryingOut();

        var answer = await scenario.Raw.SendAsync(Put(scenario));

        Check(answer, status, body);
        (await File.ReadAllBytesAsync(scenario.PathOf("k"))).Should().Equal(Put(scenario).Body);
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Get_AnsweredByAFaultAfterwards_HasNothingOfItsOwnAnswer(string name, int status, string body)
    {
        await using var scenario = await Scenario.StartAsync();
        await scenario.PutAsync("k", "hello");
        scenario.Server.Faults = _ => Fault(name).AfterCarryingOut();

        var answer = await scenario.Raw.SendAsync(new RawRequest("GET", $"/{scenario.Bucket}/k"));

        Check(answer, status, body);
        answer.Body.Should().NotContain("hello");
        answer.Headers.Should().NotContainKeys("Last-Modified", "Accept-Ranges");
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Head_AnsweredByAFault_HasTheStatusAlone(string name, int status, string body)
    {
        await using var scenario = await Scenario.StartAsync();
        await scenario.PutAsync("k", body);
        scenario.Server.Faults = _ => Fault(name);

        var answer = await scenario.Raw.SendAsync(new RawRequest("HEAD", $"/{scenario.Bucket}/k"));

        Check(answer, status, "");
        answer.Body.Should().BeEmpty();
    }

    [Fact]
    public async Task Answer_ToALargeBody_ReachesTheClient()
    {
        await using var scenario = await Scenario.StartAsync();
        using var s3 = scenario.CreateClient(configure: config => config.MaxErrorRetry = 0);
        scenario.Server.Faults = _ => S3Fault.Error(HttpStatusCode.TooManyRequests, "SlowDown");

        var failure = await Scenario.FailureOf(() => s3.PutObjectAsync(
            new PutObjectRequest { BucketName = scenario.Bucket, Key = "k", InputStream = new MemoryStream(Bytes(8 * 1024 * 1024)) }));

        failure.StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
        failure.ErrorCode.Should().Be("SlowDown");
        failure.RequestId.Should().NotBeEmpty();
        failure.Message.Should().Contain("on purpose");
    }

    [Fact]
    public async Task Complete_AnsweredByAnErrorIn200_FailsAndLeavesTheUpload()
    {
        await using var scenario = await Scenario.StartAsync();
        using var s3 = scenario.CreateClient(configure: config => config.MaxErrorRetry = 0);
        var (id, part) = await UploadAsync(scenario);
        scenario.Server.Faults = call => call.Operation == S3Operation.CompleteMultipartUpload ? S3Fault.ErrorInOk() : null;

        var failure = await Scenario.FailureOf(() => s3.CompleteMultipartUploadAsync(
            new CompleteMultipartUploadRequest { BucketName = scenario.Bucket, Key = "k", UploadId = id, PartETags = [part] }));

        failure.ErrorCode.Should().Be("InternalError");
        (await Uploads(scenario)).Should().ContainSingle();
    }

    [Fact]
    public async Task Complete_AnsweredByNothing_LooksDoneToTheSdkAndIsNot()
    {
        await using var scenario = await Scenario.StartAsync();
        var (id, part) = await UploadAsync(scenario);
        scenario.Server.Faults = call => call.Operation == S3Operation.CompleteMultipartUpload ? S3Fault.EmptyOk : null;

        (await Complete(scenario, id, part)).ETag.Should().BeNull();

        (await Uploads(scenario)).Should().ContainSingle();
        File.Exists(scenario.PathOf("k")).Should().BeFalse();
    }

    [Fact]
    public async Task Complete_WhoseAnswerIsLost_IsNoSuchUploadTheSecondTime()
    {
        await using var scenario = await Scenario.StartAsync();
        var (id, part) = await UploadAsync(scenario);
        scenario.Server.Faults = call => call is { Operation: S3Operation.CompleteMultipartUpload, Number: 1 } ? S3Fault.Close.AfterCarryingOut() : null;

        var failure = await Scenario.FailureOf(() => Complete(scenario, id, part));

        failure.ErrorCode.Should().Be("NoSuchUpload");
        (await scenario.S3.GetObjectMetadataAsync(scenario.Bucket, "k")).ETag.Should().EndWith("-1\"");
    }

    private static S3Fault Fault(string name) => name switch
    {
        nameof(S3Fault.Error) => S3Fault.Error(HttpStatusCode.ServiceUnavailable, "SlowDown"),
        nameof(S3Fault.ErrorInOk) => S3Fault.ErrorInOk(),
        nameof(S3Fault.EmptyOk) => S3Fault.EmptyOk,
        _ => S3Fault.Garbage,
    };

    private static RawRequest Put(Scenario scenario) => new("PUT", $"/{scenario.Bucket}/k") { Body = "hello"u8.ToArray() };

    private static void Check(RawAnswer answer, int status, string body)
    {
        answer.Status.Should().Be(status);
        answer.Headers.Should().NotContainKey("ETag").And.ContainKey("x-amz-request-id");
        answer.Body.Replace("<?xml version=\"1.0\" encoding=\"utf-8\"?>", "").Should().StartWith(body);
        (answer.Body.Length == 0).Should().Be(body.Length == 0);
    }

    private static async Task<(string Id, PartETag Part)> UploadAsync(Scenario scenario)
    {
        var id = await Begin(scenario, "k");
        return (id, await Part(scenario, id, 1, Bytes(10)));
    }
}
