using System.Buffers.Binary;
using System.IO.Hashing;

namespace Discovitas.S3.Images.Tests.Fuzz;

/// <summary>The checksums of a PNG, which would reject nearly every change.</summary>
internal static class Checksums
{
    /// <summary>Makes them right, as far as there are chunks. Other files stay as they are.</summary>
    internal static void Repair(byte[] file)
    {
        for (var at = 8; file[0] == 0x89 && at <= file.Length - 12;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at));
            if (length > file.Length - at - 12)
            {
                return;
            }

            var end = at + 8 + (int)length;
            var sum = Crc32.HashToUInt32(file.AsSpan((at + 4)..end));
            BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(end), sum);
            at = end + 4;
        }
    }
}
