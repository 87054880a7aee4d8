using System.Net;

namespace Discovitas.S3;

/// <summary>
/// The store refused, failed or could not be reached. The message ends with a sentence of advice; the SDK's exception is inside.
/// After a failed upload nothing is stored, unless the message says that it could not be found out or cleaned up.
/// </summary>
public sealed class S3StoreException : Exception
{
    /// <summary>
    /// The key in <see cref="Exception.Data"/> under which any other exception of an upload (a refusal, a cancellation, the stream's own)
    /// has what <see cref="UnfinishedUploadId"/> is here.
    /// </summary>
    public const string UnfinishedUploadIdKey = "S3.UnfinishedUploadId";

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What failed, and advice.</param>
    /// <param name="innerException">The SDK's exception.</param>
    public S3StoreException(string message, Exception? innerException = null)
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

    /// <summary>Gets whether the store answered that the file, or the multipart upload, does not exist.</summary>
    public bool IsMissing => StatusCode is HttpStatusCode.NotFound && ErrorCode is not "NoSuchBucket";

    /// <summary>
    /// The id of a multipart upload that this failure has left in the bucket, because removing it failed as well; null where nothing is
    /// left, <c>unknown</c> where the store never told it. Abort it by hand, or have a lifecycle rule do it: its parts are paid for until then.
    /// </summary>
    public string? UnfinishedUploadId { get; internal set; }

    /// <inheritdoc/>
    public override string Message => UnfinishedUploadId is null
        ? base.Message
        : $"{base.Message} The multipart upload {UnfinishedUploadId} could not be removed: abort it, since its parts are paid for.";

    /// <summary>The bytes were damaged or lost on their way, so that sending them again is the remedy.</summary>
    internal bool IsDamage { get; init; }

    /// <summary>The store stood still for the whole idle timeout.</summary>
    internal bool IsSilence { get; init; }

    /// <summary>The credentials have ended, so that fetching new ones is the remedy.</summary>
    internal bool IsExpired { get; init; }

    /// <summary>The store has said that it holds something else than was sent.</summary>
    internal bool HoldsOtherBytes { get; init; }
}
