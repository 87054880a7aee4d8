using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local.Signing;

/// <summary>Verifies the Signature Version 4 of a request, in a header or in the query.</summary>
internal sealed class Authenticator(LocalS3Options options, TimeProvider clock)
{
    private static readonly TimeSpan MaxSkew = TimeSpan.FromMinutes(15);

    internal Caller Authenticate(S3Request request)
    {
        var signature = RequestSignature.From(request);
        if (signature is null)
        {
            return Caller.Anonymous;
        }

        var key = FindKey(request, signature);
        CheckScope(signature);
        CheckTime(signature);
        CheckCoverage(request, signature);
        return CheckSignature(request, signature, key);
    }

    private LocalS3AccessKey FindKey(S3Request request, RequestSignature signature)
    {
        var id = signature.Scope.AccessKeyId;
        var key = options.FindKey(id)
            ?? throw new S3Exception(S3Error.InvalidAccessKeyId, null, ("AWSAccessKeyId", id));
        if (request.Header("x-amz-security-token") is not null || request.Query.Has("X-Amz-Security-Token"))
        {
            // All access keys are permanent, so a session token belongs to another key.
            throw new S3Exception(S3Error.InvalidToken);
        }

        return key;
    }

    private void CheckScope(RequestSignature signature)
    {
        var error = signature.IsPresigned
            ? S3Error.AuthorizationQueryParametersError
            : S3Error.AuthorizationHeaderMalformed;
        if (signature.Scope.Region != options.Region)
        {
            throw new S3Exception(
                error,
                $"{error.Message.TrimEnd('.')}; the region '{signature.Scope.Region}' is wrong; " +
                $"expecting '{options.Region}'",
                ("Region", options.Region));
        }

        if (signature.Scope.Service != "s3" || signature.Scope.Day != signature.Timestamp[.."yyyyMMdd".Length])
        {
            throw new S3Exception(
                error,
                $"{error.Message.TrimEnd('.')}; the scope must name the service s3 and the day of the request's date");
        }
    }

    private void CheckTime(RequestSignature signature)
    {
        var now = clock.GetUtcNow();
        if (signature.Lifetime is not { } lifetime)
        {
            if ((now - signature.SignedAt).Duration() > MaxSkew)
            {
                throw new S3Exception(S3Error.RequestTimeTooSkewed, null,
                    ("RequestTime", signature.Timestamp),
                    ("ServerTime", Text(now)),
                    ("MaxAllowedSkewMilliseconds", "900000"));
            }
        }
        else if (signature.SignedAt - now > MaxSkew)
        {
            throw new S3Exception(S3Error.AccessDenied, "Request is not valid yet", ("ServerTime", Text(now)));
        }
        else if (now > signature.SignedAt + lifetime)
        {
            throw new S3Exception(S3Error.AccessDenied, "Request has expired",
                ("X-Amz-Expires", $"{lifetime.TotalSeconds:F0}"),
                ("Expires", Text(signature.SignedAt + lifetime)),
                ("ServerTime", Text(now)));
        }
    }

    /// <summary>Throws if a header of S3 is not signed.</summary>
    private static void CheckCoverage(S3Request request, RequestSignature signature)
    {
        var unsigned = request.Headers.Keys
            .Select(name => name.ToLowerInvariant())
            .Where(name => name == "host" || name.StartsWith("x-amz-", StringComparison.Ordinal))
            .Except(signature.SignedHeaders)
            .ToArray();
        if (unsigned.Length > 0)
        {
            throw new S3Exception(
                S3Error.AccessDenied, "There were headers present in the request which were not signed",
                ("HeadersNotSigned", string.Join(", ", unsigned)));
        }
    }

    private static Caller CheckSignature(S3Request request, RequestSignature signature, LocalS3AccessKey accessKey)
    {
        var canonical = CanonicalRequest.Create(request, signature);
        var toSign = string.Join(
            '\n', HeaderSignature.Algorithm, signature.Timestamp, signature.Scope.Text, SigningKey.Hash(canonical));
        var key = new SigningKey(accessKey.SecretAccessKey, signature.Scope);
        if (!SigningKey.Matches(key.Sign(toSign), signature.Value))
        {
            throw new S3Exception(S3Error.SignatureDoesNotMatch, null,
                ("AWSAccessKeyId", signature.Scope.AccessKeyId),
                ("StringToSign", toSign),
                ("SignatureProvided", signature.Value),
                ("StringToSignBytes", Bytes(toSign)),
                ("CanonicalRequest", canonical),
                ("CanonicalRequestBytes", Bytes(canonical)));
        }

        return new Caller(signature, key, accessKey);
    }

    private static string Bytes(string text) =>
        string.Join(' ', Encoding.UTF8.GetBytes(text).Select(one => one.ToString("x2", CultureInfo.InvariantCulture)));

    private static string Text(DateTimeOffset time) =>
        time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
