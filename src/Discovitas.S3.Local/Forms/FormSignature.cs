using Discovitas.S3.Local.Protocol;
using Discovitas.S3.Local.Signing;

namespace Discovitas.S3.Local.Forms;

/// <summary>
/// Verifies the signature of a form, which covers the policy in base64.
/// See https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-authentication-HTTPPOST.html
/// </summary>
internal sealed class FormSignature(LocalS3Options options, DateTimeOffset now)
{
    private const string Credential = "X-Amz-Credential";
    private const string Signature = "X-Amz-Signature";
    private const string Date = "X-Amz-Date";
    private static readonly string[] Required = ["X-Amz-Algorithm", Credential, Date, Signature];
    private static readonly TimeSpan MaxLifetime = TimeSpan.FromDays(7);

    /// <summary>Gets the access key that signed the form; <see langword="null"/> until that is known.</summary>
    internal LocalS3AccessKey? AccessKey { get; private set; }

    /// <summary>
    /// Returns the policy of a form that the owner of an access key has signed. Throws for any other form.
    /// </summary>
    internal string GetPolicy(FormFields fields)
    {
        if (fields["AWSAccessKeyId"] is not null)
        {
            throw new S3Exception(S3Error.InvalidRequest, HeaderSignature.UnsupportedMechanism);
        }

        if (fields["policy"] is not { Length: > 0 } policy
            || !Array.Exists(Required, name => fields[name] is not null))
        {
            // The form is anonymous, and no bucket here can be written anonymously.
            throw new S3Exception(S3Error.AccessDenied);
        }

        foreach (var name in Required)
        {
            _ = fields[name] ?? throw Missing(name);
        }

        var scope = Scope(fields);
        AccessKey = FindKey(fields, scope);
        CheckSignature(policy, fields[Signature]!, scope, AccessKey);
        return policy;
    }

    /// <summary>Creates the error for a field that is missing, or comes after the file.</summary>
    internal static S3Exception Missing(string name) => Wrong(
        name,
        "",
        $"Bucket POST must contain a field named '{name}'.  If it is specified, please check the order of the fields.");

    private CredentialScope Scope(FormFields fields)
    {
        if (fields[Required[0]] is var algorithm && algorithm != HeaderSignature.Algorithm)
        {
            throw Wrong(Required[0], algorithm!, $"X-Amz-Algorithm only supports \"{HeaderSignature.Algorithm}\"");
        }

        var credential = fields[Credential]!;
        var scope = CredentialScope.Parse(credential)
            ?? throw Wrong(Credential, credential, CredentialScope.Malformed);
        if (scope.Region != options.Region)
        {
            throw new S3Exception(
                S3Error.InvalidArgument, $"the region '{scope.Region}' is wrong; expecting '{options.Region}'",
                ("ArgumentName", Credential), ("ArgumentValue", credential), ("Region", options.Region));
        }

        if (scope.Service != "s3")
        {
            throw Wrong(
                Credential, credential, $"incorrect service \"{scope.Service}\". This endpoint belongs to \"s3\".");
        }

        CheckDate(fields[Date]!, scope, credential);
        return scope;
    }

    private void CheckDate(string date, CredentialScope scope, string credential)
    {
        if (!DateTimeOffset.TryParseExact(
            date,
            RequestSignature.TimestampFormat,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var signedAt))
        {
            throw Wrong(Date, date, "X-Amz-Date must be formated via ISO8601 Long format");
        }

        if (!date.StartsWith(scope.Day, StringComparison.Ordinal) || scope.Day.Length != "yyyyMMdd".Length)
        {
            throw Wrong(
                Credential, credential, $"incorrect date \"{scope.Day}\". This date must be that of X-Amz-Date.");
        }

        if (now - signedAt > MaxLifetime)
        {
            throw new S3Exception(S3Error.AccessDenied, "Request has expired");
        }
    }

    private LocalS3AccessKey FindKey(FormFields fields, CredentialScope scope)
    {
        var key = options.FindKey(scope.AccessKeyId)
            ?? throw new S3Exception(S3Error.InvalidAccessKeyId, null, ("AWSAccessKeyId", scope.AccessKeyId));
        if (fields["x-amz-security-token"] is not null)
        {
            // All access keys are permanent, so a session token belongs to another key.
            throw new S3Exception(S3Error.InvalidToken);
        }

        return key;
    }

    private static void CheckSignature(
        string policy, string signature, CredentialScope scope, LocalS3AccessKey key)
    {
        if (!SigningKey.Matches(new SigningKey(key.SecretAccessKey, scope).Sign(policy), signature))
        {
            throw new S3Exception(S3Error.SignatureDoesNotMatch, null,
                ("AWSAccessKeyId", scope.AccessKeyId),
                ("StringToSign", policy),
                ("SignatureProvided", signature),
                ("StringToSignBytes", HexDump(policy)));
        }
    }

    private static string HexDump(string text) => string.Join(
        ' ', Encoding.UTF8.GetBytes(text).Select(one => one.ToString("x2", CultureInfo.InvariantCulture)));

    private static S3Exception Wrong(string name, string value, string message) =>
        new(S3Error.InvalidArgument, message, ("ArgumentName", name), ("ArgumentValue", value));
}
