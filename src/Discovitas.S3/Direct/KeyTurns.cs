namespace Discovitas.S3.Direct;

/// <summary>
/// Lets one caller at a time complete the upload of a key in this process, and nobody abort it meanwhile.
/// </summary>
internal sealed class KeyTurns
{
    private readonly Dictionary<string, Turn> _turns = new(StringComparer.Ordinal);

    /// <summary>Waits for the turn to complete the upload, which ends with disposal.</summary>
    /// <returns>The turn, or null if the upload is being aborted.</returns>
    internal async Task<IDisposable?> TakeAsync(string key, CancellationToken cancellationToken)
    {
        if (Enter(key, isAbort: false) is not { } turn)
        {
            return null;
        }

        try
        {
            await turn.Gate.WaitAsync(cancellationToken).ConfigureAwait(false);
            return turn;
        }
        catch (OperationCanceledException)
        {
            Leave(turn);
            throw;
        }
    }

    /// <summary>Takes the turn to abort the upload, which ends with disposal. Several callers may do so.</summary>
    /// <returns>The turn, or null if the upload is being completed.</returns>
    internal IDisposable? TryTakeAbort(string key) => Enter(key, isAbort: true);

    private Turn? Enter(string key, bool isAbort)
    {
        lock (_turns)
        {
            if (!_turns.TryGetValue(key, out var turn))
            {
                _turns[key] = turn = new Turn(this, key, isAbort);
            }

            if (turn.IsAbort != isAbort)
            {
                return null;
            }

            turn.Users++;
            return turn;
        }
    }

    private void Leave(Turn turn)
    {
        lock (_turns)
        {
            if (--turn.Users == 0)
            {
                _turns.Remove(turn.Key);
                turn.Gate.Dispose();
            }
        }
    }

    private sealed class Turn(KeyTurns owner, string key, bool isAbort) : IDisposable
    {
        internal string Key { get; } = key;

        internal bool IsAbort { get; } = isAbort;

        internal SemaphoreSlim Gate { get; } = new(1, 1);

        internal int Users { get; set; }

        public void Dispose()
        {
            if (!IsAbort)
            {
                Gate.Release();
            }

            owner.Leave(this);
        }
    }
}
