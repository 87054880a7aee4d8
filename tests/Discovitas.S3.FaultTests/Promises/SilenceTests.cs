using Discovitas.S3.FaultTests.Contents;
using Discovitas.S3.FaultTests.Matrix;
using Discovitas.S3.FaultTests.Subjects;

namespace Discovitas.S3.FaultTests.Promises;

/// <summary>A store that falls silent for good does not hold an upload up for ever, and is not lied about.</summary>
public sealed class SilenceTests
{
    [Theory]
    [InlineData("put")]
    [InlineData("create")]
    [InlineData("part")]
    [InlineData("complete")]
    [InlineData("abort")]
    [InlineData("head")]
    [InlineData("head-of-parts")]
    public async Task SilenceAtAnOperation_EndsWithTheIdleTimeout(string name)
    {
        var target = Target.All.Single(known => known.Name == name);
        var cases = from fault in FaultList.All
                    where fault.Name.Contains("silence", StringComparison.Ordinal) && fault.Suits(target)
                    select (AllSubjects.Ours, new Case(target, fault, Position.Always, ContentKind.Seekable));

        var runs = await CaseRun.RunAllAsync(cases);

        runs.Where(run => run.Violations != Violation.None).Select(run => $"{run.Case.Id}: {run.Seen}").Should().BeEmpty();
    }
}
