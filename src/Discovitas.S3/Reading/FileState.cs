using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Discovitas.S3.Text;
using Microsoft.Win32.SafeHandles;

namespace Discovitas.S3.Reading;

/// <summary>
/// Shows whether a file has changed. On Linux it has the time of the last change as the system notes it (statx(2),
/// stx_ctime), which, unlike the time of the last write, no program can put back.
/// </summary>
internal readonly partial record struct FileState(long Length, DateTime LastWrite, Int128 LastChange)
{
    // Flags and layout of statx(2), the same on every processor.
    private const int EmptyPath = 0x1000;
    private const uint ChangeTime = 0x80;
    private const int ChangeTimeOffset = 96;
    private const int StatxSize = 256;

    internal static FileState Of(SafeFileHandle file) =>
        new(RandomAccess.GetLength(file), File.GetLastWriteTimeUtc(file), ChangeOf(file));

    internal static UploadRejectedException Changed(string path) => new(
        UploadRejectionReason.LengthMismatch,
        $"The file {LogSafe.Quote(Path.GetFileName(path))} changed while it was being uploaded. Nothing is stored. "
        + "Upload it again once it is complete.");

    // Zero where the system does not tell.
    private static Int128 ChangeOf(SafeFileHandle file)
    {
        if (!OperatingSystem.IsLinux())
        {
            return 0;
        }

        var state = new byte[StatxSize];
        try
        {
            if (Statx(file, "", EmptyPath, ChangeTime, state) != 0)
            {
                return 0;
            }
        }
        catch (EntryPointNotFoundException)
        {
            // A C library before glibc 2.28 or musl 1.2.
            return 0;
        }

        var seconds = BinaryPrimitives.ReadInt64LittleEndian(state.AsSpan(ChangeTimeOffset));
        var nanoseconds = BinaryPrimitives.ReadUInt32LittleEndian(state.AsSpan(ChangeTimeOffset + sizeof(long)));
        return ((Int128)seconds << 32) | nanoseconds;
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Statx(SafeFileHandle file, string path, int flags, uint mask, [Out] byte[] state);
}
