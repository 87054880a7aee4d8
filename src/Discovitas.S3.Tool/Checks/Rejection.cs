using System.Net;
using Amazon.S3;

namespace Discovitas.S3.Tool.Checks;

/// <summary>The error with which a store answered. Its text is left out: it can repeat what was signed.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">The error code of S3, which may be empty.</param>
internal sealed record Rejection(HttpStatusCode Status, string Code)
{
    private const int MaxCode = 60;

    /// <summary>Gets a value indicating whether the credentials do not permit the request.</summary>
    internal bool IsForbidden => Status is HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized;

    /// <summary>Gets a value indicating whether a condition of the request does not hold.</summary>
    internal bool IsPrecondition => Status is HttpStatusCode.PreconditionFailed;

    /// <summary>Makes a call and returns the store's error; null if it succeeds.</summary>
    internal static async Task<Rejection?> OfAsync(Task call)
    {
        try
        {
            await call;
            return null;
        }
        catch (AmazonS3Exception failure) when (failure.StatusCode != 0)
        {
            return From(failure);
        }
    }

    internal static Rejection From(AmazonS3Exception failure) => new(failure.StatusCode, failure.ErrorCode ?? "");

    public override string ToString()
    {
        var code = Code.Length <= MaxCode && Code.All(char.IsAsciiLetterOrDigit) ? Code : "";
        return code.Length == 0 || code == Status.ToString() ? $"{(int)Status}" : $"{(int)Status} {code}";
    }
}
