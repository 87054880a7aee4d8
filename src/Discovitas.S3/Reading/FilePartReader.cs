using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace Discovitas.S3.Reading;

/// <summary>
/// Reads the parts of a file that is longer than one part. Each part is read in small pieces, once for its checksum and
/// once to be sent, so a file of any size takes next to no memory. The file must not change meanwhile, which is checked
/// before the upload is completed.
/// </summary>
internal sealed class FilePartReader : PartReader
{
    private const int PieceSize = 512 * 1024;

    private readonly string _path;
    private readonly SafeFileHandle _file;
    private readonly FileState _state;

    private FilePartReader(string path, SafeFileHandle file, PartPlan plan)
        : base(plan)
    {
        _path = path;
        _file = file;
        _state = FileState.Of(file);
    }

    internal override long? KnownLength => _state.Length;

    /// <summary>
    /// Opens a file. One that fits into one part is read into memory, so that it cannot change while it is sent; one
    /// without a length, for instance a pipe, is read into memory part by part.
    /// </summary>
    internal static PartReader Open(string path, PartPlan plan)
    {
        var file = OpenHandle(path);
        try
        {
            var stream = new FileStream(file, FileAccess.Read, bufferSize: 0);
            return !stream.CanSeek || stream.Length <= plan.PartSize
                ? new StreamPartReader(stream, plan, ownsStream: true)
                : new FilePartReader(path, file, plan);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Opens a file for filters: it is read once, and must not change meanwhile.</summary>
    internal static ContentSource OpenSource(string path, PartPlan plan)
    {
        var stream = new FileStream(OpenHandle(path), FileAccess.Read, bufferSize: 0);
        if (!stream.CanSeek)
        {
            return new(stream, null) { IsOurs = true };
        }

        var content = new FileContent(path, stream, fitsPart: stream.Length <= plan.PartSize);
        return new(content, content.KnownLength) { IsOurs = true, RequireUnchanged = content.RequireUnchangedAsync };
    }

    private static SafeFileHandle OpenHandle(string path) => File.OpenHandle(
        path, FileMode.Open, FileAccess.Read, FileShare.Read, FileOptions.Asynchronous | FileOptions.SequentialScan);

    protected override async ValueTask<Part> ReadAsync(int number, long size, CancellationToken cancellationToken)
    {
        var start = BytesRead;
        var length = Math.Min(size, _state.Length - start);
        using var checksums = new RunningChecksums(Plan.SignsPayload);
        await ReadAsync(start, length, checksums, cancellationToken).ConfigureAwait(false);
        var range = new FileRange(number, start, length, IsLast: start + length == _state.Length);
        return new FilePart(range, _file, checksums.Finish(), RequireSame);
    }

    internal override async ValueTask RequireUnchangedAsync(uint crc32, CancellationToken cancellationToken)
    {
        var state = FileState.Of(_file);
        RequireSame(state with { LastChange = _state.LastChange } == _state);
        if (state == _state)
        {
            return;
        }

        // Renamed, perhaps, or written with its time put back. Only its bytes can tell.
        using var checksums = new RunningChecksums(withSha256: false);
        await ReadAsync(0, _state.Length, checksums, cancellationToken).ConfigureAwait(false);
        RequireSame(checksums.Finish().Crc32 == crc32 && FileState.Of(_file) == state);
    }

    public override void Dispose()
    {
        base.Dispose();
        _file.Dispose();
    }

    private async ValueTask ReadAsync(
        long start, long length, RunningChecksums checksums, CancellationToken cancellationToken)
    {
        var piece = ArrayPool<byte>.Shared.Rent(PieceSize);
        try
        {
            for (long done = 0, count; done < length; done += count)
            {
                var wanted = piece.AsMemory(0, (int)Math.Min(PieceSize, length - done));
                count = await RandomAccess.ReadAsync(_file, wanted, start + done, cancellationToken)
                    .ConfigureAwait(false);
                RequireSame(count > 0);
                checksums.Append(piece.AsSpan(0, (int)count));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
    }

    private void RequireSame(bool same)
    {
        if (!same)
        {
            throw FileState.Changed(_path);
        }
    }
}
