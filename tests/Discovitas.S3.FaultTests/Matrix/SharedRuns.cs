namespace Discovitas.S3.FaultTests.Matrix;

/// <summary>
/// The cases of all rows of a theory, run at once when the first row asks: most of their time is waiting, which the
/// rows then share.
/// </summary>
internal sealed class SharedRuns(Func<IEnumerable<(ISubject Subject, Case Case)>> cases)
{
    private readonly Lazy<Task<IReadOnlyCollection<RunResult>>> _runs = new(() => CaseRun.RunAllAsync(cases()));

    /// <summary>Returns the runs of one row that broke a promise, or failed if they must not.</summary>
    internal async Task<IReadOnlyList<string>> BrokenAsync(Func<Case, bool> isOfRow, bool mustSucceed)
    {
        var runs = (await _runs.Value).Where(run => isOfRow(run.Case)).ToList();
        runs.Should().NotBeEmpty();
        return
        [
            .. from run in runs
               where run.Violations != Violation.None || (mustSucceed && !run.Seen.Succeeded)
               select $"{run.Subject.Name} {run.Case.Id}: {run.Seen}",
        ];
    }
}
