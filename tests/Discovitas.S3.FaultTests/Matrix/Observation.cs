namespace Discovitas.S3.FaultTests.Matrix;

/// <summary>
/// One upload as it was seen from outside: what it said, what the store holds, what the store was asked, what was
/// logged.
/// </summary>
internal sealed record Observation(Source Source)
{
    /// <summary>What the upload threw; null: it reported success, or did not end.</summary>
    internal Exception? Failure { get; init; }

    /// <summary>Whether the upload ended at all.</summary>
    internal bool HasEnded { get; init; } = true;

    /// <summary>Whether its caller cancelled it.</summary>
    internal bool IsCancelled { get; init; }

    internal required Holdings Holdings { get; init; }

    internal required IReadOnlyList<LoggedRequest> Requests { get; init; }

    internal required IReadOnlyList<LogEntry> Messages { get; init; }

    internal bool Succeeded => HasEnded && Failure is null;

    /// <summary>Everything, for a person to see what happened.</summary>
    public override string ToString() => string.Join(
        Environment.NewLine,
        [
            HasEnded ? Failure is null ? "success" : $"{Failure.GetType().Name}: {Failure.Message}" : "no end",
            .. Requests.Select(request => $"  {request}"),
            .. Messages.Select(entry => $"  log: {entry}"),
            $"  {Holdings.Hashes.Count} objects, {Holdings.Uploads.Count} multipart uploads",
        ]);
}
