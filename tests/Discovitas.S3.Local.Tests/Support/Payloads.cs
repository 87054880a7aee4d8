using System.Security.Cryptography;
using Discovitas.S3.Local.Checksums;

namespace Discovitas.S3.Local.Tests.Support;

/// <summary>What tests of bodies share.</summary>
internal static class Payloads
{
    public static async Task AssertRefused(Scenario scenario, RawRequest request, string code, bool sign = true)
    {
        (await scenario.Raw.SendAsync(request, sign)).Code.Should().Be(code);
        File.Exists(scenario.PathOf("k")).Should().BeFalse();
        scenario.Staged().Should().BeEmpty();
    }

    public static string Checksum(string algorithm, byte[] data)
    {
        using var running = ChecksumAlgorithm.FromName(algorithm)!.Start();
        running.Append(data);
        return Convert.ToBase64String(running.Finish());
    }

    public static string ETag(byte[] data)
    {
        using var md5 = new DigestChecksum(HashAlgorithmName.MD5);
        md5.Append(data);
        return $"\"{Convert.ToHexString(md5.Finish()).ToLowerInvariant()}\"";
    }
}
