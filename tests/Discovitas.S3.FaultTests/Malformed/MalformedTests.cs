namespace Discovitas.S3.FaultTests.Malformed;

/// <summary>A few malformed requests; the command <c>malformed</c> sends 20,000.</summary>
public sealed class MalformedTests
{
    [Fact]
    public async Task Server_MalformedRequests_AnswersAndKeepsWhatItHas()
    {
        var counts = await MalformedRun.RunAsync(FromEnvironment.Seed, requests: 500);

        counts.AreClean.Should().BeTrue("{0}\n{1}", counts, string.Join('\n', counts.Found));
        counts.Requests.Should().Be(500);
    }

    [Fact]
    public async Task Server_AbusedSignatures_AcceptsNothing()
    {
        var counts = await AbuseRun.RunAsync();

        counts.AreClean.Should().BeTrue("{0}\n{1}", counts, string.Join('\n', counts.Found));
        counts.Requests.Should().BeGreaterThan(250);
    }
}
