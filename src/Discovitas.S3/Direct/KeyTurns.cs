namespace Discovitas.S3.Direct;

/// <summary>Lets one caller at a time work on a key in this process.</summary>
internal sealed class KeyTurns
{
    private readonly Dictionary<string, Turn> _turns = new(StringComparer.Ordinal);

    /// <summary>Waits for the turn, which ends with disposal.</summary>
    internal async Task<IDisposable> TakeAsync(string key, CancellationToken cancellationToken)
    {
        Turn? turn;
        lock (_turns)
        {
            if (!_turns.TryGetValue(key, out turn))
            {
                _turns[key] = turn = new Turn(this, key);
            }

            turn.Users++;
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

    private sealed class Turn(KeyTurns owner, string key) : IDisposable
    {
        internal string Key { get; } = key;

        internal SemaphoreSlim Gate { get; } = new(1, 1);

        internal int Users { get; set; }

        public void Dispose()
        {
            Gate.Release();
            owner.Leave(this);
        }
    }
}
