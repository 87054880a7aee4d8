namespace Discovitas.S3.Local.Signing;

/// <summary>
/// An access key, with the day, region and service that the signing key was derived for:
/// <c>AKID/20130524/us-east-1/s3/aws4_request</c>.
/// </summary>
internal sealed record CredentialScope(string AccessKeyId, string Day, string Region, string Service)
{
    /// <summary>The message of S3 for a credential that is no scope.</summary>
    internal const string Malformed =
        "the Credential is mal-formed; expecting \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\".";

    private const string Terminator = "aws4_request";

    /// <summary>Gets the scope without the access key, as in the string to sign.</summary>
    internal string Text => $"{Day}/{Region}/{Service}/{Terminator}";

    internal static CredentialScope? Parse(string? credential)
    {
        // Read from the end, because the ID of an access key may contain slashes.
        var parts = credential?.Split('/') ?? [];
        return parts is [_, .., _, _, _, Terminator] && parts.Length >= 5
            ? new CredentialScope(string.Join('/', parts[..^4]), parts[^4], parts[^3], parts[^2])
            : null;
    }
}
