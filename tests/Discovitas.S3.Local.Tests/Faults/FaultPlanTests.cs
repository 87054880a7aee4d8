using System.Collections.Concurrent;

namespace Discovitas.S3.Local.Tests.Faults;

/// <summary>Which requests <see cref="LocalS3Server.Faults"/> is called for, and how they are counted.</summary>
public sealed class FaultPlanTests : ScenarioTest
{
    [Fact]
    public async Task Faults_ThatReturnNull_DoNothing()
    {
        Scenario.Server.Faults = _ => null;

        await Scenario.PutAsync("k", "hello");
        (await Scenario.GetAsync("k")).Should().Be("hello");
        await Scenario.S3.DeleteObjectAsync(Scenario.Bucket, "k");
        (await Scenario.KeysAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task Faults_ReceiveTheRequest()
    {
        var calls = Record(Scenario);

        var id = await Begin(Scenario, "k");
        var first = await Part(Scenario, id, 1, Bytes(5 * Mebibyte));
        var second = await Part(Scenario, id, 7, Bytes(1));
        await Complete(Scenario, id, first, second);
        await Scenario.S3.ListBucketsAsync();

        S3Call Call(S3Operation operation, int ordinal, int number = 1) =>
            new()
            {
                Operation = operation,
                Bucket = Scenario.Bucket,
                Key = "k",
                UploadId = id,
                OperationNumber = number,
                RequestNumber = ordinal,
            };
        calls.Should().Equal(
            Call(S3Operation.CreateMultipartUpload, 1) with { UploadId = null },
            Call(S3Operation.UploadPart, 2) with { PartNumber = 1 },
            Call(S3Operation.UploadPart, 3, 2) with { PartNumber = 7 },
            Call(S3Operation.CompleteMultipartUpload, 4),
            Call(S3Operation.ListBuckets, 5) with { Bucket = "", Key = null, UploadId = null });
    }

    [Fact]
    public async Task Faults_SetAgain_CountFromOne()
    {
        Record(Scenario);
        await Scenario.PutAsync("a", "x");

        var calls = Record(Scenario);
        await Scenario.PutAsync("b", "x");
        Scenario.Server.Faults = null;
        await Scenario.PutAsync("c", "x");

        calls.Should().ContainSingle().Which.Should().Match<S3Call>(
            call => call.Key == "b" && call.OperationNumber == 1 && call.RequestNumber == 1);
        Scenario.Server.Faults.Should().BeNull();
    }

    [Fact]
    public async Task Faults_UnderConcurrentRequests_CountEachOnce()
    {
        var calls = Record(Scenario);

        await Task.WhenAll(Enumerable.Range(0, 40).Select(index => index % 2 == 0
            ? Scenario.PutAsync($"k{index}", "x")
            : Scenario.S3.ListObjectsV2Async(new() { BucketName = Scenario.Bucket }) as Task));

        calls.Select(call => call.RequestNumber).Should().BeEquivalentTo(Enumerable.Range(1, 40));
        calls.Where(call => call.Operation == S3Operation.PutObject).Select(call => call.OperationNumber)
            .Should().BeEquivalentTo(Enumerable.Range(1, 20));
    }

    [Fact]
    public async Task Faults_OfTheFirstThreePuts_DoNotAffectTheFourth()
    {
        Scenario.Server.Faults = call =>
            call is { Operation: S3Operation.PutObject, OperationNumber: <= 3 }
                ? S3Fault.Error(HttpStatusCode.ServiceUnavailable, "SlowDown")
                : null;

        var statuses = new List<int>();
        for (var attempt = 1; attempt <= 4; attempt++)
        {
            statuses.Add((await Scenario.SendAsync("PUT", body: "hello"u8.ToArray())).Status);
        }

        statuses.Should().Equal(503, 503, 503, 200);
        (await Scenario.GetAsync("k")).Should().Be("hello");
    }

    [Fact]
    public async Task Faults_AreAppliedBeforeAuthentication_AndNotToRequestsThatCannotBeParsed()
    {
        var calls = Record(Scenario, S3Fault.Error(HttpStatusCode.ServiceUnavailable, "SlowDown"));

        (await Scenario.SendAsync("GET", "?inventory=")).Status.Should().Be(501);
        calls.Should().BeEmpty();
        (await Scenario.Raw.SendAsync(new RawRequest("GET", $"/{Scenario.Bucket}/k") { Secret = "wrong" })).Code
            .Should().Be("SlowDown");
    }

    [Fact]
    public async Task Faults_ThatThrow_RecordTheExceptionOfA500()
    {
        Scenario.Server.Faults = _ => throw new FormatException("a mistake in the test");

        var response = await Scenario.SendAsync("GET");

        response.Status.Should().Be(500);
        Scenario.Server.Requests.Last().ErrorMessage.Should().Contain("a mistake in the test");
    }

    private static ConcurrentQueue<S3Call> Record(Scenario scenario, S3Fault? fault = null)
    {
        var calls = new ConcurrentQueue<S3Call>();
        scenario.Server.Faults = call =>
        {
            calls.Enqueue(call);
            return fault;
        };
        return calls;
    }
}
