namespace Discovitas.S3.Images.Tests.Support;

/// <summary>Bits that are written as text.</summary>
internal static class Bits
{
    /// <summary>Returns the bytes; the last one is filled with zeros.</summary>
    internal static byte[] ToArray(string bits) =>
        [.. bits.Chunk(8).Select(part => Convert.ToByte(new string(part).PadRight(8, '0'), 2))];

    /// <summary>Returns a number of so many bits.</summary>
    internal static string Of(long number, int count) => Convert.ToString(number, 2).PadLeft(count, '0');
}
