using System.Security.Cryptography;
using System.Text;

namespace Discovitas.S3.Local.Signing;

/// <summary>The key derived from a secret for one day, region and service; signs requests, chunks and trailers.</summary>
internal sealed class SigningKey
{
    private readonly byte[] _key;

    public SigningKey(string secret, CredentialScope scope)
    {
        var key = Encoding.UTF8.GetBytes("AWS4" + secret);
        foreach (var part in new[] { scope.Day, scope.Region, scope.Service, "aws4_request" })
        {
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        }

        _key = key;
    }

    public string Sign(string text) => Hex(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(text)));

    public static string Hash(string text) => Hex(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    public static string Hex(byte[] bytes) => Convert.ToHexString(bytes).ToLowerInvariant();

    /// <summary>Compares in constant time.</summary>
    public static bool Same(string expected, string claimed) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(claimed));
}
