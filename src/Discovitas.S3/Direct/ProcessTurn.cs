using Discovitas.S3.Keys;

namespace Discovitas.S3.Direct;

/// <summary>The turn of one process to have a file accepted.</summary>
internal sealed class ProcessTurn(ProcessTurns turns, string prefix) : IAsyncDisposable
{
    private long _announced;

    internal string Prefix { get; } = prefix;

    internal ObjectKey Name { get; } = ObjectKey.CreateUnused(prefix);

    /// <summary>Gets or sets the turns of processes that have probably stopped.</summary>
    internal IReadOnlyList<ObjectKey> Overdue { get; set; } = [];

    /// <summary>Gets a value indicating whether others may soon regard this turn as over.</summary>
    internal bool IsOld => turns.IsOld(_announced);

    internal Task AnnounceAsync()
    {
        _announced = turns.Now;
        return turns.AnnounceAsync(Name.Value);
    }

    /// <summary>
    /// Returns whether no other process has a turn, or can get one before this one ends. Whoever has one may be about
    /// to accept the file.
    /// </summary>
    internal async Task<bool> IsAloneAsync()
    {
        if (IsOld)
        {
            await AnnounceAsync().ConfigureAwait(false);
        }

        var found = await turns.ListAsync(this).ConfigureAwait(false);
        return found.All(one => one.Key == Name.Value);
    }

    /// <summary>Removes what processes that have stopped have left behind. Call it once the file is accepted.</summary>
    internal async Task RemoveOverdueAsync()
    {
        foreach (var name in Overdue)
        {
            await turns.RemoveAsync(name).ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync() => await turns.RemoveAsync(Name).ConfigureAwait(false);
}
