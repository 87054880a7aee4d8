using System.Security.Cryptography;
using System.Text;
using Amazon.Runtime;

namespace Discovitas.S3.Signing;

/// <summary>
/// A key with which requests of one day to one region are signed (AWS Signature Version 4, "Calculate the signature").
/// </summary>
internal sealed class SigningKey
{
    private readonly string _secret;
    private readonly byte[] _key;

    private SigningKey(ImmutableCredentials credentials, string day, string region)
    {
        (AccessKey, Day, Scope) = (credentials.AccessKey, day, $"{day}/{region}/s3/aws4_request");
        _secret = credentials.SecretKey;
        var dayKey = Hmac(Encoding.UTF8.GetBytes("AWS4" + _secret), day);
        _key = Hmac(Hmac(Hmac(dayKey, region), "s3"), "aws4_request");
    }

    internal string AccessKey { get; }

    /// <summary>Gets what the key is for: day, region and service.</summary>
    internal string Scope { get; }

    private string Day { get; }

    /// <summary>Returns the key for the day, which is <paramref name="last"/> unless anything has changed.</summary>
    internal static SigningKey Get(SigningKey? last, ImmutableCredentials credentials, string day, string region) =>
        last is not null && last.Day == day && last.AccessKey == credentials.AccessKey
            && last._secret == credentials.SecretKey
            ? last
            : new SigningKey(credentials, day, region);

    internal string Sign(string text) => Convert.ToHexStringLower(Hmac(_key, text));

    private static byte[] Hmac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));
}
