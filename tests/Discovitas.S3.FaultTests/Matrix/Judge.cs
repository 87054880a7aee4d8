namespace Discovitas.S3.FaultTests.Matrix;

/// <summary>
/// Compares what was said with what is there. Success must mean that exactly one object is there with the same SHA-256;
/// failure, that nothing is.
/// </summary>
/// <remarks>
/// Two things nobody can know or do, and so they count as open and not as broken promises: whether the object is there,
/// when the store broke every HEAD that it was asked, provided that the exception says that this is not known;
/// and removing what is left, when the store broke every request to remove it, provided that the log says that
/// something is left.
/// </remarks>
internal static class Judge
{
    /// <param name="seen">The upload.</param>
    /// <param name="isOurs">Whether it must throw what this library documents.</param>
    /// <param name="mustSucceed">Whether there was no reason to fail.</param>
    internal static Judgement Assess(Observation seen, bool isOurs, bool mustSucceed)
    {
        var violations = (seen.HasEnded ? Truth(seen) : Violation.Hang) | Surroundings(seen);
        violations |= seen.HasEnded && !seen.Succeeded && mustSucceed ? Violation.NotSurvived : Violation.None;
        violations |= isOurs && !IsDocumented(seen) ? Violation.WrongException : Violation.None;
        var excused = violations & Excuses(seen);
        return new Judgement(violations & ~excused, excused != Violation.None);
    }

    private static Violation Truth(Observation seen) => (seen.Succeeded, seen.Holdings.Hashes.Count) switch
    {
        (true, 0) => Violation.FalseSuccess,
        (true, _) when seen.Holdings.Hashes.Values.Any(hash => hash != seen.Source.Payload.Hash) =>
            Violation.WrongBytes,
        (false, > 0) => Violation.FalseFailure,
        _ => Violation.None,
    };

    private static Violation Surroundings(Observation seen) =>
        (seen.Holdings.Hashes.Count > 1 ? Violation.Duplicate : Violation.None)
        | (seen.Holdings.Uploads.Count > 0 ? Violation.LeakedUpload : Violation.None);

    private static bool IsDocumented(Observation seen) => seen.Failure switch
    {
        null => seen.Source.IsSound || !seen.HasEnded,
        S3StoreException => true,
        OperationCanceledException => seen.IsCancelled,
        { } other => seen.Source.Throws(other),
    };

    private static Violation Excuses(Observation seen)
    {
        var excused = Violation.None;
        if (seen.Failure is S3StoreException failure
            && failure.Message.Contains("not known whether", StringComparison.Ordinal)
            && BrokeEvery(seen, S3Operation.HeadObject))
        {
            excused |= Violation.FalseFailure;
        }

        if (Says(seen, "Could not remove uploads/") && BrokeEvery(seen, S3Operation.DeleteObject))
        {
            excused |= Violation.FalseFailure;
        }

        if (Says(seen, "Could not remove the unfinished multipart upload")
            && BrokeEvery(seen, S3Operation.AbortMultipartUpload))
        {
            excused |= Violation.LeakedUpload;
        }

        return excused;
    }

    private static bool Says(Observation seen, string text) =>
        seen.Messages.Any(entry => entry.Message.StartsWith(text, StringComparison.Ordinal));

    private static bool BrokeEvery(Observation seen, S3Operation operation)
    {
        var asked = seen.Requests.Where(request => request.Operation == operation).ToList();
        return asked.Count > 0 && asked.All(request => request.IsBroken);
    }
}
