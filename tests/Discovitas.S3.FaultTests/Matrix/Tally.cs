namespace Discovitas.S3.FaultTests.Matrix;

/// <summary>The numbers of one column: what became of all runs of a subject.</summary>
internal sealed class Tally
{
    private readonly Dictionary<Violation, int> _violations = [];

    internal int Runs { get; private set; }

    internal int Stored { get; private set; }

    internal int Failed { get; private set; }

    internal int Open { get; private set; }

    internal int Broken { get; private set; }

    internal int Recoverable { get; private set; }

    internal int Survived { get; private set; }

    internal int this[Violation violation] => _violations.GetValueOrDefault(violation);

    internal void Add(RunResult run)
    {
        Runs++;
        Stored += run.Seen.Succeeded ? 1 : 0;
        Failed += run.Seen.Failure is null ? 0 : 1;
        Open += run.Judgement.IsOpen ? 1 : 0;
        Broken += run.Violations == Violation.None ? 0 : 1;
        Recoverable += run.Case.IsRecoverable ? 1 : 0;
        Survived += run.Case.IsRecoverable && run.Seen.Succeeded && run.Violations == Violation.None ? 1 : 0;
        var found = Enum.GetValues<Violation>().Where(one => one != Violation.None && run.Violations.HasFlag(one));
        foreach (var violation in found)
        {
            _violations[violation] = this[violation] + 1;
        }
    }

    internal static Tally From(IEnumerable<RunResult> runs)
    {
        var tally = new Tally();
        foreach (var run in runs)
        {
            tally.Add(run);
        }

        return tally;
    }
}
