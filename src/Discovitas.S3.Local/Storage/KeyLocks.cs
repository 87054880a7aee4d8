using System.IO.Hashing;

namespace Discovitas.S3.Local.Storage;

/// <summary>
/// Locks keys, across all processes on the folder. A lock is held only to open or move files, never while bytes are
/// transferred, and no one takes a second lock while holding one.
/// </summary>
internal sealed class KeyLocks(FolderLayout layout)
{
    private const int Count = 64;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);
    private readonly SemaphoreSlim[] _gates = Enumerable.Range(0, Count).Select(_ => new SemaphoreSlim(1, 1)).ToArray();

    internal async Task<IDisposable> TakeAsync(string bucket, string key, CancellationToken cancellationToken)
    {
        // In upper case, because keys that differ only in case may share a path. A CRC is the same in every process.
        var name = Encoding.UTF8.GetBytes($"{bucket}/{key.ToUpperInvariant()}");
        var index = (int)(Crc32.HashToUInt32(name) % Count);
        await _gates[index].WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var file = await OpenAsync(Path.Combine(layout.Locks, $"{index}"), cancellationToken).ConfigureAwait(false);
            return new Held(_gates[index], file);
        }
        catch
        {
            _gates[index].Release();
            throw;
        }
    }

    /// <summary>
    /// Opens the lock's file. Waits in real time rather than by the server's clock: it waits for another process.
    /// </summary>
    private static async Task<FileStream> OpenAsync(string path, CancellationToken cancellationToken)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(
                    path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
            }
            catch (IOException busy) when (
                busy is not DirectoryNotFoundException && TimeProvider.System.GetElapsedTime(start) < Timeout)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(2), cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private sealed class Held(SemaphoreSlim gate, FileStream file) : IDisposable
    {
        public void Dispose()
        {
            file.Dispose();
            gate.Release();
        }
    }
}
