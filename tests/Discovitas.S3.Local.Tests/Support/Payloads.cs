using System.Security.Cryptography;
using Discovitas.S3.Local.Checksums;
using ChecksumAlgorithm = Discovitas.S3.Local.Checksums.ChecksumAlgorithm;

namespace Discovitas.S3.Local.Tests.Support;

/// <summary>Checksums and ETags of bodies, and the check that a body is rejected.</summary>
internal static class Payloads
{
    internal static async Task ShouldBeRejected(Scenario scenario, RawRequest request, string code, bool sign = true)
    {
        (await scenario.Raw.SendAsync(request, sign)).Code.Should().Be(code);
        File.Exists(scenario.PathOf("k")).Should().BeFalse();
        scenario.Staged().Should().BeEmpty();
    }

    internal static string Checksum(string algorithm, byte[] data)
    {
        using var running = ChecksumAlgorithm.FromName(algorithm)!.Start();
        running.Append(data);
        return Convert.ToBase64String(running.Finish());
    }

    /// <summary>Returns the bytes as a fault changes them.</summary>
    internal static byte[] Damaged(byte[] data) => [(byte)(data[0] ^ 1), .. data[1..]];

    internal static string ETag(byte[] data)
    {
        using var md5 = new DigestChecksum(HashAlgorithmName.MD5);
        md5.Append(data);
        return $"\"{Convert.ToHexString(md5.Finish()).ToLowerInvariant()}\"";
    }
}
