using System.Globalization;
using System.Text;
using Discovitas.S3.Local.Protocol;
using Discovitas.S3.Local.Signing;

namespace Discovitas.S3.Local.Forms;

/// <summary>
/// The signature of a form, which is over its policy as it stands there, in base64.
/// See https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-authentication-HTTPPOST.html
/// </summary>
internal sealed class FormSignature(LocalS3Options options, DateTimeOffset now)
{
    private const string Credential = "X-Amz-Credential";
    private const string Signature = "X-Amz-Signature";
    private const string Date = "X-Amz-Date";
    private const string DateFormat = "yyyyMMdd'T'HHmmss'Z'";
    private static readonly string[] Required = ["X-Amz-Algorithm", Credential, Date, Signature];
    private static readonly TimeSpan LongestLife = TimeSpan.FromDays(7);

    /// <summary>The policy, which is then the owner's; throws for any other form.</summary>
    public string PolicyOf(FormFields fields)
    {
        if (fields["AWSAccessKeyId"] is not null)
        {
            throw new S3Exception(S3Error.InvalidRequest, $"The authorization mechanism you have provided is not supported. Please use {HeaderSignature.Algorithm}.");
        }

        if (fields["policy"] is not { Length: > 0 } policy || !Array.Exists(Required, name => fields[name] is not null))
        {
            // anyone's form, and no bucket here is open to be written by anyone
            throw new S3Exception(S3Error.AccessDenied);
        }

        foreach (var name in Required)
        {
            _ = fields[name] ?? throw Missing(name);
        }

        var scope = Scope(fields);
        CheckKey(fields, scope);
        CheckSignature(policy, fields[Signature]!, scope);
        return policy;
    }

    /// <summary>What S3 says where a field is not there, or comes after the file.</summary>
    public static S3Exception Missing(string name) => Wrong(
        name, "", $"Bucket POST must contain a field named '{name}'.  If it is specified, please check the order of the fields.");

    private CredentialScope Scope(FormFields fields)
    {
        if (fields[Required[0]] is var algorithm && algorithm != HeaderSignature.Algorithm)
        {
            throw Wrong(Required[0], algorithm!, $"X-Amz-Algorithm only supports \"{HeaderSignature.Algorithm}\"");
        }

        var credential = fields[Credential]!;
        var scope = CredentialScope.Parse(credential)
            ?? throw Wrong(Credential, credential, "the Credential is mal-formed; expecting \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\".");
        if (scope.Region != options.Region)
        {
            throw new S3Exception(S3Error.InvalidArgument, $"the region '{scope.Region}' is wrong; expecting '{options.Region}'",
                ("ArgumentName", Credential), ("ArgumentValue", credential), ("Region", options.Region));
        }

        if (scope.Service != "s3")
        {
            throw Wrong(Credential, credential, $"incorrect service \"{scope.Service}\". This endpoint belongs to \"s3\".");
        }

        CheckDate(fields[Date]!, scope, credential);
        return scope;
    }

    private void CheckDate(string date, CredentialScope scope, string credential)
    {
        if (!DateTimeOffset.TryParseExact(date, DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var signedAt))
        {
            throw Wrong(Date, date, "X-Amz-Date must be formated via ISO8601 Long format");
        }

        if (!date.StartsWith(scope.Day, StringComparison.Ordinal) || scope.Day.Length != "yyyyMMdd".Length)
        {
            throw Wrong(Credential, credential, $"incorrect date \"{scope.Day}\". This date must be that of X-Amz-Date.");
        }

        if (now - signedAt > LongestLife)
        {
            throw new S3Exception(S3Error.AccessDenied, "Request has expired");
        }
    }

    private void CheckKey(FormFields fields, CredentialScope scope)
    {
        if (scope.AccessKeyId != options.AccessKeyId)
        {
            throw new S3Exception(S3Error.InvalidAccessKeyId, null, ("AWSAccessKeyId", scope.AccessKeyId));
        }

        if (fields["x-amz-security-token"] is not null)
        {
            // the one key here is permanent, so a session token belongs to another key
            throw new S3Exception(S3Error.InvalidToken);
        }
    }

    private void CheckSignature(string policy, string signature, CredentialScope scope)
    {
        if (!SigningKey.Same(new SigningKey(options.SecretAccessKey, scope).Sign(policy), signature))
        {
            throw new S3Exception(S3Error.SignatureDoesNotMatch, null,
                ("AWSAccessKeyId", scope.AccessKeyId),
                ("StringToSign", policy),
                ("SignatureProvided", signature),
                ("StringToSignBytes", string.Join(' ', Encoding.UTF8.GetBytes(policy).Select(one => one.ToString("x2", CultureInfo.InvariantCulture)))));
        }
    }

    private static S3Exception Wrong(string name, string value, string message) =>
        new(S3Error.InvalidArgument, message, ("ArgumentName", name), ("ArgumentValue", value));
}
