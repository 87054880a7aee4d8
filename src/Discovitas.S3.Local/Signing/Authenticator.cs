using System.Globalization;
using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local.Signing;

/// <summary>Finds out who sent a request, by Signature Version 4 in a header or in the query.</summary>
internal sealed class Authenticator(LocalS3Options options, TimeProvider clock)
{
    private static readonly TimeSpan LargestSkew = TimeSpan.FromMinutes(15);

    public Caller Authenticate(S3Request request)
    {
        var claim = SignatureClaim.Of(request);
        if (claim is null)
        {
            return Caller.Anonymous;
        }

        CheckKey(request, claim);
        CheckScope(claim);
        CheckTime(claim);
        CheckCoverage(request, claim);
        return CheckSignature(request, claim);
    }

    private void CheckKey(S3Request request, SignatureClaim claim)
    {
        if (claim.Scope.AccessKeyId != options.AccessKeyId)
        {
            throw new S3Exception(S3Error.InvalidAccessKeyId, null, ("AWSAccessKeyId", claim.Scope.AccessKeyId));
        }

        if (request.Header("x-amz-security-token") is not null || request.Query.Has("X-Amz-Security-Token"))
        {
            // the one key here is permanent, so a session token belongs to another key
            throw new S3Exception(S3Error.InvalidToken);
        }
    }

    private void CheckScope(SignatureClaim claim)
    {
        var error = claim.IsPresigned ? S3Error.AuthorizationQueryParametersError : S3Error.AuthorizationHeaderMalformed;
        if (claim.Scope.Region != options.Region)
        {
            throw new S3Exception(error, $"{error.Message.TrimEnd('.')}; the region '{claim.Scope.Region}' is wrong; expecting '{options.Region}'",
                ("Region", options.Region));
        }

        if (claim.Scope.Service != "s3" || !claim.Timestamp.StartsWith(claim.Scope.Day, StringComparison.Ordinal))
        {
            throw new S3Exception(error, $"{error.Message.TrimEnd('.')}; the scope must name the service s3 and the day of the request's date");
        }
    }

    private void CheckTime(SignatureClaim claim)
    {
        var now = clock.GetUtcNow();
        if (claim.Lifetime is not { } lifetime)
        {
            if ((now - claim.SignedAt).Duration() > LargestSkew)
            {
                throw new S3Exception(S3Error.RequestTimeTooSkewed, null,
                    ("RequestTime", claim.Timestamp), ("ServerTime", Text(now)), ("MaxAllowedSkewMilliseconds", "900000"));
            }
        }
        else if (claim.SignedAt - now > LargestSkew)
        {
            throw new S3Exception(S3Error.AccessDenied, "Request is not valid yet", ("ServerTime", Text(now)));
        }
        else if (now > claim.SignedAt + lifetime)
        {
            throw new S3Exception(S3Error.AccessDenied, "Request has expired",
                ("Expires", Text(claim.SignedAt + lifetime)), ("ServerTime", Text(now)));
        }
    }

    /// <summary>S3's own headers count for something, so that each must be under the signature.</summary>
    private static void CheckCoverage(S3Request request, SignatureClaim claim)
    {
        var unsigned = request.Headers.Keys
            .Select(name => name.ToLowerInvariant())
            .Where(name => name == "host" || name.StartsWith("x-amz-", StringComparison.Ordinal))
            .Except(claim.SignedHeaders)
            .ToArray();
        if (unsigned.Length > 0)
        {
            throw new S3Exception(S3Error.AccessDenied, "There were headers present in the request which were not signed",
                ("HeadersNotSigned", string.Join(", ", unsigned)));
        }
    }

    private Caller CheckSignature(S3Request request, SignatureClaim claim)
    {
        var canonical = CanonicalRequest.Of(request, claim);
        var toSign = string.Join('\n', HeaderSignature.Algorithm, claim.Timestamp, claim.Scope.Text, SigningKey.Hash(canonical));
        var key = new SigningKey(options.SecretAccessKey, claim.Scope);
        if (!SigningKey.Same(key.Sign(toSign), claim.Signature))
        {
            throw new S3Exception(S3Error.SignatureDoesNotMatch, null, ("AWSAccessKeyId", claim.Scope.AccessKeyId),
                ("StringToSign", toSign), ("SignatureProvided", claim.Signature), ("CanonicalRequest", canonical));
        }

        return new Caller(claim, key);
    }

    private static string Text(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
