using System.IO.Hashing;
using System.Text;

namespace Discovitas.S3.Local.Storage;

/// <summary>
/// One at a time per key, among all processes on the folder. Held only to open files or to move them, never while bytes stream;
/// and nobody takes a second lock while holding one.
/// </summary>
internal sealed class KeyLocks(FolderLayout layout)
{
    private const int Count = 64;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly SemaphoreSlim[] _gates = Enumerable.Range(0, Count).Select(_ => new SemaphoreSlim(1, 1)).ToArray();

    public async Task<IDisposable> TakeAsync(string bucket, string key, CancellationToken cancellationToken)
    {
        // upper case, because keys that differ by case alone may share a path; CRC, because all processes must get the same number
        var index = (int)(Crc32.HashToUInt32(Encoding.UTF8.GetBytes($"{bucket}/{key.ToUpperInvariant()}")) % Count);
        await _gates[index].WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return new Held(_gates[index], await OpenAsync(Path.Combine(layout.Locks, $"{index}"), cancellationToken).ConfigureAwait(false));
        }
        catch
        {
            _gates[index].Release();
            throw;
        }
    }

    /// <summary>Waits in real time, whatever the server's clock says: what it waits for is another process.</summary>
    private static async Task<FileStream> OpenAsync(string path, CancellationToken cancellationToken)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
            }
            catch (IOException busy) when (busy is not DirectoryNotFoundException && TimeProvider.System.GetElapsedTime(start) < Patience)
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
