namespace Discovitas.S3.FaultTests.Kills;

/// <summary>
/// A key that one writer writes: what the server has acknowledged, and what it was asked when it was killed.
/// </summary>
internal sealed class WrittenKey(string key)
{
    private KeyContent? _asked;
    private bool _isAsked;

    internal string Key => key;

    /// <summary>Gets what the server has acknowledged; null if the object does not exist.</summary>
    internal KeyContent? Acknowledged { get; private set; }

    /// <summary>Gets or sets the unfinished upload that the server has acknowledged.</summary>
    internal string? UploadId { get; set; }

    /// <summary>Gets whether an upload may be gone, because its completion or abort was asked.</summary>
    internal bool IsUploadEnding { get; set; }

    internal void Ask(KeyContent? content) => (_asked, _isAsked) = (content, true);

    internal void Acknowledge() => Settle(_asked);

    /// <summary>Counts what is wrong with what was found, and goes on from there.</summary>
    internal void Judge(KeyContent? found, KillCounts counts)
    {
        if (found != Acknowledged && !(_isAsked && found == _asked))
        {
            KeyContent?[] expected = [Acknowledged, _asked];
            counts.Lost += found is null ? 1 : 0;
            counts.Damaged += found is null ? 0 : 1;
            counts.Partial += found is not null && expected.Any(one => one?.Length > found.Length) ? 1 : 0;
        }

        Settle(found);
    }

    private void Settle(KeyContent? content) => (Acknowledged, _asked, _isAsked) = (content, null, false);
}
