using System.Security.Cryptography;
using System.Text;

namespace Discovitas.S3.Setup;

/// <summary>
/// The ids by which the rules of this library are recognised. An id names the prefix, so that apps that share a bucket
/// have rules of their own.
/// </summary>
internal static class RuleId
{
    // S3 allows 255 characters.
    private const int LongestPrefix = 150;

    internal static string Create(string purpose, string prefix) =>
        $"discovitas-s3-{purpose}-{(prefix.Length <= LongestPrefix ? prefix : Shortened(prefix))}";

    private static string Shortened(string prefix) =>
        prefix[..LongestPrefix] + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(prefix)))[..16];
}
