namespace Discovitas.S3.Local.Signing;

/// <summary>Whose key, made for which day, region and service: <c>AKID/20130524/us-east-1/s3/aws4_request</c>.</summary>
internal sealed record CredentialScope(string AccessKeyId, string Day, string Region, string Service)
{
    private const string Terminator = "aws4_request";

    /// <summary>The scope without the key's id, as it stands in what is signed.</summary>
    public string Text => $"{Day}/{Region}/{Service}/{Terminator}";

    public static CredentialScope? Parse(string? credential)
    {
        // read from the end: an access key's id may hold slashes
        var parts = credential?.Split('/') ?? [];
        return parts is [_, .., _, _, _, Terminator] && parts.Length >= 5
            ? new CredentialScope(string.Join('/', parts[..^4]), parts[^4], parts[^3], parts[^2])
            : null;
    }
}
