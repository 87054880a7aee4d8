namespace Discovitas.S3.FaultTests.Promises;

/// <summary>A store that falls silent for good does not hold an upload up for ever, and is not lied about.</summary>
public sealed class SilenceTests
{
    private static readonly SharedRuns Runs = new(() =>
        from target in Target.All
        from fault in FaultList.All
        where fault.Name.Contains("silence", StringComparison.Ordinal) && fault.Suits(target)
        select (AllSubjects.Ours, new Case(target, fault, Position.Always, ContentKind.Seekable)));

    [Theory]
    [InlineData("put")]
    [InlineData("create")]
    [InlineData("part")]
    [InlineData("complete")]
    [InlineData("abort")]
    [InlineData("head")]
    [InlineData("head-of-parts")]
    public async Task SilenceAtAnOperation_EndsWithTheIdleTimeout(string name) =>
        (await Runs.BrokenAsync(run => run.Target.Name == name, mustSucceed: false)).Should().BeEmpty();
}
