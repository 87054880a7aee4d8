using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace Discovitas.S3.Local.Storage;

/// <summary>
/// Tells the other servers on the folder which keys this one has written, so that each can keep an index. Every server
/// appends to a file of its own, and reads what is new in those of the others before it lists. A file begins with its
/// generation; a record is the length and the UTF-8 of <c>bucket/key</c>.
/// </summary>
internal sealed class KeyJournal : IDisposable
{
    private const string Suffix = ".keys";
    private const int HeaderSize = sizeof(long);
    private const int MaxLength = 16 * 1024 * 1024;

    private readonly FolderLayout _layout;
    private readonly ServerMark _mark;
    private readonly Lock _writing = new();
    private readonly Lock _reading = new();
    private readonly Dictionary<string, (long Generation, long Position)> _read = new(StringComparer.Ordinal);
    private SafeFileHandle? _own;
    private bool _isClosed;
    private long _generation;
    private long _length = HeaderSize;

    internal KeyJournal(FolderLayout layout, ServerMark mark)
    {
        _layout = layout;
        _mark = mark;
        while (!Read(static (_, _) => { }))
        {
            // What was written before there is an index is in the folder.
        }
    }

    private string OwnPath => Path.Combine(_layout.Locks, _mark.Id + Suffix);

    /// <summary>Records that a key was written. Called while the key is locked.</summary>
    internal void Append(string bucket, ReadOnlySpan<byte> key)
    {
        var start = sizeof(int) + bucket.Length + 1;
        var record = new byte[start + key.Length];
        BinaryPrimitives.WriteInt32LittleEndian(record, record.Length - sizeof(int));
        Encoding.ASCII.GetBytes(bucket, record.AsSpan(sizeof(int)));
        record[start - 1] = (byte)'/';
        key.CopyTo(record.AsSpan(start));
        lock (_writing)
        {
            if (_isClosed)
            {
                return;
            }

            _own ??= Create();
            if (_length + record.Length > MaxLength)
            {
                // The others notice the new generation, and walk the folder again.
                WriteGeneration(_own, ++_generation);
                RandomAccess.SetLength(_own, HeaderSize);
                _length = HeaderSize;
            }

            RandomAccess.Write(_own, record, _length);
            _length += record.Length;
        }
    }

    /// <summary>
    /// Reads what other servers have written since the last call. Returns <see langword="false"/> if some of it is
    /// lost, because a file has begun again.
    /// </summary>
    internal bool Read(Action<string, byte[]> write)
    {
        lock (_reading)
        {
            var isComplete = true;
            foreach (var path in Directory.GetFiles(_layout.Locks, "*" + Suffix))
            {
                isComplete &= path == OwnPath || Read(path, write);
            }

            return isComplete;
        }
    }

    /// <summary>
    /// Deletes the files of servers that have ended, unless another server may still have to read them.
    /// </summary>
    internal void RemoveEnded()
    {
        if (!_mark.IsAlone())
        {
            return;
        }

        foreach (var path in Directory.GetFiles(_layout.Locks, "*" + Suffix))
        {
            if (_mark.HasEnded(Path.GetFileNameWithoutExtension(path)))
            {
                File.Delete(path);
            }
        }
    }

    public void Dispose()
    {
        lock (_writing)
        {
            _isClosed = true;
            _own?.Dispose();
            if (File.Exists(OwnPath) && _mark.IsAlone())
            {
                File.Delete(OwnPath);
            }
        }
    }

    private SafeFileHandle Create()
    {
        var file = File.OpenHandle(
            OwnPath, FileMode.Create, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        WriteGeneration(file, _generation);
        return file;
    }

    private bool Read(string path, Action<string, byte[]> write)
    {
        var (generation, position) = _read.GetValueOrDefault(path, (0, HeaderSize));
        using var file = File.OpenHandle(
            path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var actual = ReadGeneration(file);
        if (actual == generation)
        {
            var records = new byte[Math.Max(0, RandomAccess.GetLength(file) - position)];
            var count = RandomAccess.Read(file, records, position);
            actual = ReadGeneration(file);
            if (actual == generation)
            {
                _read[path] = (generation, position + Parse(records.AsSpan(0, count), write));
                return true;
            }
        }

        _read[path] = (actual, HeaderSize);
        return false;
    }

    /// <summary>Passes on the complete records. Returns their length.</summary>
    private static int Parse(ReadOnlySpan<byte> records, Action<string, byte[]> write)
    {
        var parsed = 0;
        while (records.Length - parsed > sizeof(int))
        {
            var left = records[parsed..];
            var length = BinaryPrimitives.ReadInt32LittleEndian(left);
            if (length <= 0 || length > left.Length - sizeof(int))
            {
                break;
            }

            var record = left.Slice(sizeof(int), length);
            var slash = record.IndexOf((byte)'/');
            write(Encoding.ASCII.GetString(record[..slash]), record[(slash + 1)..].ToArray());
            parsed += sizeof(int) + length;
        }

        return parsed;
    }

    private static long ReadGeneration(SafeFileHandle file)
    {
        Span<byte> header = stackalloc byte[HeaderSize];
        return RandomAccess.Read(file, header, 0) == HeaderSize ? BinaryPrimitives.ReadInt64LittleEndian(header) : 0;
    }

    private static void WriteGeneration(SafeFileHandle file, long generation)
    {
        Span<byte> header = stackalloc byte[HeaderSize];
        BinaryPrimitives.WriteInt64LittleEndian(header, generation);
        RandomAccess.Write(file, header, 0);
    }
}
