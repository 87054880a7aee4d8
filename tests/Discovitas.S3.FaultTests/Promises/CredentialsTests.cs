using System.Net;

namespace Discovitas.S3.FaultTests.Promises;

/// <summary>
/// Temporary credentials that expire in the middle of an upload are fetched anew, and the request is sent again.
/// </summary>
public sealed class CredentialsTests
{
    private static readonly S3Fault Expired = S3Fault.Error(HttpStatusCode.BadRequest, "ExpiredToken");

    [Theory]
    [InlineData("put", 1)]
    [InlineData("create", 1)]
    [InlineData("part", 1)]
    [InlineData("part", 2)]
    [InlineData("part", 3)]
    [InlineData("complete", 1)]
    public async Task CredentialsThatExpire_AreRefreshed_AndTheUploadSucceeds(string name, int number)
    {
        var target = Target.All.Single(known => known.Name == name);
        var subject = new OurUploadAsRole();
        await using var world = await World.StartAsync(subject);
        var haveExpired = false;

        var payload = Payload.Get(target.IsLarge ? subject.LargeSize : Target.SmallSize);
        var source = new Source(ContentKind.UnknownLength, payload);
        var seen = await UploadRun.RunAsync(world, subject, source, call =>
        {
            haveExpired |= call.Operation == target.Operation && call.OperationNumber >= number;
            return haveExpired && subject.Credentials!.Generation == 1 ? Expired : null;
        });

        Judge.Assess(seen, isOurs: true, mustSucceed: true).Violations.Should().Be(Violation.None, "{0}", seen);
        seen.Succeeded.Should().BeTrue("{0}", seen);
        subject.Credentials!.Generation.Should().BeGreaterThan(1);
    }
}
