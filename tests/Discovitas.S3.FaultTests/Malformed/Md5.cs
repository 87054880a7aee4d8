using System.Security.Cryptography;

namespace Discovitas.S3.FaultTests.Malformed;

/// <summary>The checksum that S3 requires of documents.</summary>
internal static class Md5
{
    internal static byte[] Of(byte[] data)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        hash.AppendData(data);
        return hash.GetHashAndReset();
    }
}
