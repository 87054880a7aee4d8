using System.Collections.Concurrent;

namespace Discovitas.S3.Local.Tests.Faults;

/// <summary>Which requests <see cref="LocalS3Server.Faults"/> is called for, and how they are counted.</summary>
public sealed class FaultPlanTests
{
    [Fact]
    public async Task Faults_ThatReturnNull_DoNothing()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.Server.Faults = _ => null;

        await scenario.PutAsync("k", "hello");
        (await scenario.GetAsync("k")).Should().Be("hello");
        await scenario.S3.DeleteObjectAsync(scenario.Bucket, "k");
        (await scenario.KeysAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task Faults_ReceiveTheRequest()
    {
        await using var scenario = await Scenario.StartAsync();
        var calls = Record(scenario);

        var id = await Begin(scenario, "k");
        var parts = new[] { await Part(
            scenario, id, 1, Bytes(5 * 1024 * 1024)), await Part(scenario, id, 7, Bytes(1)) };
        await Complete(scenario, id, parts);
        await scenario.S3.ListBucketsAsync();

        S3Call Call(S3Operation operation, int ordinal, int number = 1) =>
            new()
            {
                Operation = operation,
                Bucket = scenario.Bucket,
                Key = "k",
                UploadId = id,
                Number = number,
                Ordinal = ordinal,
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
        await using var scenario = await Scenario.StartAsync();
        Record(scenario);
        await scenario.PutAsync("a", "x");

        var calls = Record(scenario);
        await scenario.PutAsync("b", "x");
        scenario.Server.Faults = null;
        await scenario.PutAsync("c", "x");

        calls.Should().ContainSingle().Which.Should().Match<S3Call>(
            call => call.Key == "b" && call.Number == 1 && call.Ordinal == 1);
        scenario.Server.Faults.Should().BeNull();
    }

    [Fact]
    public async Task Faults_UnderConcurrentRequests_CountEachOnce()
    {
        await using var scenario = await Scenario.StartAsync();
        var calls = Record(scenario);

        await Task.WhenAll(Enumerable.Range(0, 40).Select(index => index % 2 == 0
            ? scenario.PutAsync($"k{index}", "x")
            : scenario.S3.ListObjectsV2Async(new() { BucketName = scenario.Bucket }) as Task));

        calls.Select(call => call.Ordinal).Should().BeEquivalentTo(Enumerable.Range(1, 40));
        calls.Where(call => call.Operation == S3Operation.PutObject).Select(call => call.Number)
            .Should().BeEquivalentTo(Enumerable.Range(1, 20));
    }

    [Fact]
    public async Task Faults_OfTheFirstThreePuts_DoNotAffectTheFourth()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.Server.Faults = call =>
            call is { Operation: S3Operation.PutObject, Number: <= 3 }
                ? S3Fault.Error(HttpStatusCode.ServiceUnavailable, "SlowDown")
                : null;

        var statuses = new List<int>();
        for (var attempt = 1; attempt <= 4; attempt++)
        {
            statuses.Add((await scenario.SendAsync("PUT", body: "hello"u8.ToArray())).Status);
        }

        statuses.Should().Equal(503, 503, 503, 200);
        (await scenario.GetAsync("k")).Should().Be("hello");
    }

    [Fact]
    public async Task Faults_AreAppliedBeforeAuthentication_AndNotToRequestsThatCannotBeParsed()
    {
        await using var scenario = await Scenario.StartAsync();
        var calls = Record(scenario, S3Fault.Error(HttpStatusCode.ServiceUnavailable, "SlowDown"));

        (await scenario.SendAsync("GET", "?acl")).Status.Should().Be(501);
        calls.Should().BeEmpty();
        (await scenario.Raw.SendAsync(
            new RawRequest("GET", $"/{scenario.Bucket}/k") { Secret = "wrong" })).Code.Should().Be("SlowDown");
    }

    [Fact]
    public async Task Faults_ThatThrow_ReturnTheExceptionInA500()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.Server.Faults = _ => throw new FormatException("a mistake in the test");

        var response = await scenario.SendAsync("GET");

        response.Status.Should().Be(500);
        response.Body.Should().Contain("a mistake in the test");
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
