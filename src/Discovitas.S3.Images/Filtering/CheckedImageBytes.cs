using System.Buffers;
using Discovitas.S3.Images.Cleaning;

namespace Discovitas.S3.Images.Filtering;

/// <summary>A file in memory as it is to be stored: checked, and without its metadata if that is removed.</summary>
internal static class CheckedImageBytes
{
    /// <summary>Checks and cleans a file; null if it has to be read as a stream instead.</summary>
    /// <param name="content">All of the file.</param>
    /// <param name="check">Looks at the bytes.</param>
    /// <exception cref="UploadRejectedException">The file breaks a rule.</exception>
    internal static ReadOnlySequence<byte>? TryFilter(ReadOnlyMemory<byte> content, ImageCheck check)
    {
        check.Begin(content.Span[..Math.Min(content.Length, ImageCheck.StartLength)]);
        var filtered = check.IsCleaned ? CleanedBytes.TryClean(content) : new(content);
        if (filtered is null)
        {
            return null;
        }

        check.Append(content.Span);
        check.End(check.IsCleaned);
        return filtered;
    }
}
