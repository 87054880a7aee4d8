namespace Discovitas.S3.FaultTests.Matrix;

/// <summary>One case, run for one subject.</summary>
internal sealed record RunResult(ISubject Subject, Case Case, Observation Seen, Judgement Judgement)
{
    internal Violation Violations => Judgement.Violations;

    internal bool BreaksOurPromises => Subject.IsOurs && Violations != Violation.None;
}
