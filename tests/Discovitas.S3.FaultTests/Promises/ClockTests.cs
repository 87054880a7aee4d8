namespace Discovitas.S3.FaultTests.Promises;

/// <summary>A clock that is an hour off does not keep a file from being stored.</summary>
public sealed class ClockTests
{
    private static readonly SharedRuns Runs = new(() =>
        from subject in AllSubjects.List
        where subject.IsOurs
        from fault in FaultList.All
        where fault.Name.StartsWith("clock-", StringComparison.Ordinal)
        from target in new[] { Target.Put, Target.Create }
        select (subject, new Case(target, fault, Position.Always, ContentKind.UnknownLength)));

    [Theory]
    [InlineData("clock-an-hour-ahead")]
    [InlineData("clock-an-hour-behind")]
    public async Task AClockAnHourOff_IsSurvived(string name) =>
        (await Runs.BrokenAsync(run => run.Fault.Name == name, mustSucceed: true)).Should().BeEmpty();
}
