using Discovitas.S3.FaultTests.Contents;
using Discovitas.S3.FaultTests.Matrix;
using Discovitas.S3.FaultTests.Subjects;

namespace Discovitas.S3.FaultTests.Promises;

/// <summary>A clock that is an hour off does not keep a file from being stored.</summary>
public sealed class ClockTests
{
    [Theory]
    [InlineData("clock-an-hour-ahead")]
    [InlineData("clock-an-hour-behind")]
    public async Task AClockAnHourOff_IsSurvived(string name)
    {
        var fault = FaultList.All.Single(known => known.Name == name);
        var cases = from subject in AllSubjects.List
                    where subject.IsOurs
                    from target in new[] { Target.Put, Target.Create }
                    select (subject, new Case(target, fault, Position.Always, ContentKind.UnknownLength));

        var runs = await CaseRun.RunAllAsync(cases);

        runs.Where(run => !run.Seen.Succeeded || run.Violations != Violation.None).Select(run => $"{run.Case.Id}: {run.Seen}").Should().BeEmpty();
    }
}
