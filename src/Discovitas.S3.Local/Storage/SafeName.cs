using System.Buffers;
using System.Text;

namespace Discovitas.S3.Local.Storage;

/// <summary>
/// Whether a key's segment may be a file name, on every system alike so that a folder can be carried from one to another.
/// Percent signs are left to <see cref="ObjectPlace"/>, whose own files are thus never mistaken for an object's.
/// </summary>
internal static class SafeName
{
    private const int LongestName = 200;
    private static readonly SearchValues<char> Reserved = SearchValues.Create("%<>:\"/\\|?*\u007f");

    /// <summary>Names that Windows takes for devices, with any extension.</summary>
    private static readonly string[] Devices =
    [
        "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$",
        "COM0", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8", "COM9", "COM¹", "COM²", "COM³",
        "LPT0", "LPT1", "LPT2", "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9", "LPT¹", "LPT²", "LPT³",
    ];

    public static bool Accepts(string name) =>
        name.Length > 0
        && name[^1] is not ('.' or ' ')
        && name[0] is not ' '
        && name.AsSpan().IndexOfAny(Reserved) < 0
        && name.AsSpan().IndexOfAnyInRange('\0', '\u001f') < 0
        && !Devices.Contains(name.Split('.')[0].TrimEnd(), StringComparer.OrdinalIgnoreCase)
        && Encoding.UTF8.GetByteCount(name) <= LongestName;
}
