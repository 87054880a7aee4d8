using Discovitas.S3.FaultTests.Contents;
using Discovitas.S3.FaultTests.Matrix;
using Discovitas.S3.FaultTests.Subjects;

namespace Discovitas.S3.FaultTests.Promises;

/// <summary>Five faults in a row are survived, whatever operation they meet and whoever made the client.</summary>
public sealed class FiveInARowTests
{
    [Theory]
    [InlineData("503-SlowDown")]
    [InlineData("500-InternalError")]
    [InlineData("502-BadGateway")]
    [InlineData("504-GatewayTimeout")]
    [InlineData("429-TooManyRequests")]
    [InlineData("reset-before")]
    [InlineData("reset-in-the-middle")]
    [InlineData("stored-then-reset")]
    [InlineData("close")]
    public async Task FiveFaultsInARow_AreSurvived(string name)
    {
        var fault = FaultList.All.Single(known => known.Name == name);
        var cases = from subject in AllSubjects.List
                    where subject.IsOurs
                    from target in new[] { Target.Put, Target.Create, Target.Part, Target.Complete }
                    where fault.Suits(target)
                    select (subject, new Case(target, fault, Position.FiveTimes, ContentKind.UnknownLength));

        var runs = await CaseRun.RunAllAsync(cases);

        runs.Where(run => run.Violations != Violation.None || !run.Seen.Succeeded).Select(run => $"{run.Subject.Name} {run.Case.Id}: {run.Seen}").Should().BeEmpty();
    }
}
