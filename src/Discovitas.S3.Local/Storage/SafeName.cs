using System.Buffers;

namespace Discovitas.S3.Local.Storage;

/// <summary>
/// Decides whether a segment of a key can be a file name. The rules are the same on every system, so that a folder can
/// be moved between systems. Percent signs are reserved for the files of <see cref="ObjectPlace"/>.
/// </summary>
internal static class SafeName
{
    private const int LongestName = 200;
    private static readonly SearchValues<char> Reserved = SearchValues.Create("%<>:\"/\\|?*\u007f");

    /// <summary>The names that Windows reserves for devices, with any extension.</summary>
    private static readonly string[] Devices =
    [
        "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$",
        "COM0", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8", "COM9", "COM¹", "COM²", "COM³",
        "LPT0", "LPT1", "LPT2", "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9", "LPT¹", "LPT²", "LPT³",
    ];

    internal static bool Accepts(string name) =>
        name.Length > 0
        && name[^1] is not ('.' or ' ')
        && name[0] is not ' '
        && name.AsSpan().IndexOfAny(Reserved) < 0
        && name.AsSpan().IndexOfAnyInRange('\0', '\u001f') < 0
        && !Devices.Contains(name.Split('.')[0].TrimEnd(), StringComparer.OrdinalIgnoreCase)
        && Encoding.UTF8.GetByteCount(name) <= LongestName;
}
