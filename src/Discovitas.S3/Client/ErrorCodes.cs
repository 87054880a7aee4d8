using System.Net;

namespace Discovitas.S3.Client;

/// <summary>
/// Defines what S3's error codes mean for a retry (Amazon S3 API reference, "Error responses").
/// <see cref="ErrorAdvice"/> says what to do about them.
/// </summary>
internal static class ErrorCodes
{
    private static readonly HashSet<string> TransientCodes = new(StringComparer.Ordinal)
    {
        "SlowDown", "TooManyRequests", "ServiceUnavailable", "InternalError", "RequestTimeout", "OperationAborted",
        "ConditionalRequestConflict",
        "BadDigest", "XAmzContentSHA256Mismatch", "IncompleteBody", "Throttling", "ThrottlingException",
        "RequestLimitExceeded",
    };

    // RequestTimeTooSkewed is left to the SDK, which knows the clock that it signs with (ClockCorrection).
    private static readonly HashSet<string> ExpiryCodes = new(StringComparer.Ordinal)
    {
        "ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired",
    };

    private static readonly HashSet<string> DamageCodes = new(StringComparer.Ordinal)
    {
        "BadDigest", "XAmzContentSHA256Mismatch", "IncompleteBody",
    };

    /// <summary>Returns whether the same request may succeed later with nothing changed.</summary>
    internal static bool IsTransient(string code) => TransientCodes.Contains(code);

    /// <inheritdoc cref="IsTransient(string)"/>
    internal static bool IsTransient(string code, HttpStatusCode status) => IsTransient(code) || IsTransient(status);

    /// <summary>Returns whether the credentials have expired.</summary>
    internal static bool IsExpiry(string code) => ExpiryCodes.Contains(code);

    /// <summary>Returns whether the body did not reach the store as it was sent.</summary>
    internal static bool IsDamage(string code) => DamageCodes.Contains(code);

    // A success with an error in its body, or with a body that is not an S3 response, is not final.
    private static bool IsTransient(HttpStatusCode status) =>
        status is < HttpStatusCode.MultipleChoices or HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout
            or (>= HttpStatusCode.InternalServerError and not HttpStatusCode.NotImplemented);
}
