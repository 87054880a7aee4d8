using Discovitas.S3.FaultTests.Contents;
using Discovitas.S3.Local;

namespace Discovitas.S3.FaultTests.Matrix;

/// <summary>
/// Compares what was said with what is there. Success must mean that exactly one object is there with the same SHA-256; failure, that
/// nothing is.
/// </summary>
/// <remarks>
/// Two things nobody can know or do, and so they count as open and not as broken promises: whether the object is there, when the store
/// broke every HEAD that it was asked, provided that the exception says that it could not be found out; and removing what is left, when the
/// store broke every request to remove it, provided that the log names what is left.
/// </remarks>
internal static class Judge
{
    internal static RunResult Judged(this RunResult run, Source source)
    {
        var violations = (run.HasEnded ? Truth(run, source) : Violation.Hang) | Surroundings(run, source);
        var excused = violations & Excuses(run);
        return run with { Violations = violations & ~excused, IsOpen = excused != Violation.None };
    }

    private static Violation Truth(RunResult run, Source source) => (run.Succeeded, run.Holdings.Hashes.Count) switch
    {
        (true, 0) => Violation.FalseSuccess,
        (true, _) when run.Holdings.Hashes.Values.Any(hash => hash != source.Payload.Hash) => Violation.WrongBytes,
        (false, > 0) => Violation.FalseFailure,
        _ => Violation.None,
    };

    private static Violation Surroundings(RunResult run, Source source)
    {
        var found = run.Holdings.Hashes.Count > 1 ? Violation.Duplicate : Violation.None;
        found |= run.Holdings.Uploads.Count > 0 ? Violation.LeakedUpload : Violation.None;
        found |= run.HasEnded && !run.Succeeded && run.Case.MustSucceed ? Violation.NotSurvived : Violation.None;
        found |= run.Subject.IsOurs && !IsDocumented(run, source) ? Violation.WrongException : Violation.None;
        return found;
    }

    private static bool IsDocumented(RunResult run, Source source) => run.Failure switch
    {
        null => source.IsSound || !run.HasEnded,
        S3UploadException => true,
        { } other => source.Throws(other),
    };

    private static Violation Excuses(RunResult run)
    {
        var excused = Violation.None;
        if (run.Failure is S3UploadException failure && failure.Message.Contains("could not be found out", StringComparison.Ordinal) && BrokeEvery(run, S3Operation.HeadObject))
        {
            excused |= Violation.FalseFailure;
        }

        if (Says(run, "Could not remove the unfinished") && BrokeEvery(run, S3Operation.AbortMultipartUpload))
        {
            excused |= Violation.LeakedUpload;
        }

        return excused;
    }

    private static bool Says(RunResult run, string text) => run.Messages.Any(message => message.StartsWith(text, StringComparison.Ordinal));

    private static bool BrokeEvery(RunResult run, S3Operation operation)
    {
        var asked = run.Requests.Where(request => request.Operation == operation).ToList();
        return asked.Count > 0 && asked.All(request => request.IsBroken);
    }
}
