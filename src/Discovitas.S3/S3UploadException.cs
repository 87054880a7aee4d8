using System.Net;

namespace Discovitas.S3;

/// <summary>
/// The store refused, failed or could not be reached. The message ends with a sentence of advice; the SDK's exception is inside.
/// After a failed upload nothing is stored, unless the message says that it could not be found out or cleaned up.
/// </summary>
public sealed class S3UploadException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What failed, and advice.</param>
    /// <param name="innerException">The SDK's exception.</param>
    public S3UploadException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>The key that the call was about; null where it was about several or none.</summary>
    public string? Key { get; init; }

    /// <summary>S3's error code, for instance <c>AccessDenied</c>; null where no answer came.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>The HTTP status of the answer; null where none came.</summary>
    public HttpStatusCode? StatusCode { get; init; }

    /// <summary>The store's id of the request, for its support; null where no answer came.</summary>
    public string? RequestId { get; init; }

    /// <summary>Whether the same call may succeed later with nothing changed.</summary>
    public bool IsTransient { get; init; }

    /// <summary>The bytes were damaged or lost on their way, so that sending them again is the remedy.</summary>
    internal bool IsDamage { get; init; }

    /// <summary>The store has said that it holds something else than was sent.</summary>
    internal bool HoldsOtherBytes { get; init; }
}
