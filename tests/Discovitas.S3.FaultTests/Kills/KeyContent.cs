using System.Security.Cryptography;

namespace Discovitas.S3.FaultTests.Kills;

/// <summary>What an object holds.</summary>
internal sealed record KeyContent(int Length, string Sha256)
{
    internal static KeyContent From(byte[] bytes) =>
        new(bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes)));
}
