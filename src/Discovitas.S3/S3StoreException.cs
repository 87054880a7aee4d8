using System.Net;
using Discovitas.S3.Client;
using Discovitas.S3.Objects;

namespace Discovitas.S3;

/// <summary>
/// The exception that is thrown when the store returns an error or no usable response, or cannot be reached.
/// </summary>
/// <remarks>
/// The message ends with advice, and <see cref="Exception.InnerException"/> is the SDK's exception. After a failed
/// upload nothing is stored, unless the message says that this is not known, or that something could not be removed.
/// </remarks>
public sealed class S3StoreException : Exception
{
    /// <summary>
    /// The key in <see cref="Exception.Data"/> under which any other exception holds the
    /// <see cref="UnfinishedUploadId"/>: a rejection, a cancellation, or an exception that the caller's stream has
    /// thrown.
    /// </summary>
    public const string UnfinishedUploadIdKey = "S3.UnfinishedUploadId";

    /// <summary>
    /// The key in <see cref="Exception.Data"/> under which any other exception holds the
    /// <see cref="RemainingObject"/>.
    /// </summary>
    public const string RemainingObjectKey = "S3.RemainingObject";

    /// <summary>
    /// The key in <see cref="Exception.Data"/> under which any other exception holds the
    /// <see cref="RemainingObjects"/>, an <see cref="IReadOnlyList{T}"/> of strings.
    /// </summary>
    public const string RemainingObjectsKey = "S3.RemainingObjects";

    private const int MaxNamed = 10;

    private string _message;

    /// <summary>Initializes a new instance of the <see cref="S3StoreException"/> class.</summary>
    /// <param name="message">What failed, followed by advice.</param>
    /// <param name="innerException">The SDK's exception.</param>
    public S3StoreException(string message, Exception? innerException = null)
        : base(message, innerException) => _message = message;

    /// <summary>
    /// Gets the key that the call concerned, or <see langword="null"/> if it concerned several keys or none.
    /// </summary>
    public string? Key { get; init; }

    /// <summary>
    /// Gets S3's error code, for instance <c>AccessDenied</c>, or <see langword="null"/> if the store returned none.
    /// </summary>
    public string? ErrorCode { get; init; }

    /// <summary>Gets the HTTP status of the response, or <see langword="null"/> if there was no response.</summary>
    public HttpStatusCode? StatusCode { get; init; }

    /// <summary>
    /// Gets the store's id of the request, which the store's support needs, or <see langword="null"/> if there was no
    /// response.
    /// </summary>
    public string? RequestId { get; init; }

    /// <summary>Gets a value indicating whether the same call may succeed later with nothing changed.</summary>
    public bool IsTransient { get; init; }

    /// <summary>
    /// Gets a value indicating whether the store reported that the file or the multipart upload does not exist. A
    /// missing bucket, and a 404 page from anything that is not a store, do not count.
    /// </summary>
    public bool IsMissing { get; init; }

    /// <summary>
    /// Gets the id of a multipart upload that remains in the bucket because it could not be removed:
    /// <see langword="null"/> if none remains, <c>unknown</c> if the store's response with the id was lost.
    /// </summary>
    /// <remarks>Abort it by hand or with a lifecycle rule: its parts are billed until then.</remarks>
    public string? UnfinishedUploadId { get; internal set; }

    /// <summary>
    /// Gets the key under which the failed upload has left an object behind, or may have: <see langword="null"/> if
    /// nothing is stored.
    /// </summary>
    /// <remarks>
    /// Look for it and delete it: the store did not answer when this library tried to. If there are more
    /// (<see cref="RemainingObjects"/>), this is the first.
    /// </remarks>
    public string? RemainingObject => RemainingObjects.Count > 0 ? RemainingObjects[0] : null;

    /// <summary>
    /// Gets the keys of all objects that the failed upload has left behind, or may have: the file, and its variants.
    /// </summary>
    /// <remarks>
    /// A key that ends with a slash stands for all variants of a file, if the store did not list them.
    /// </remarks>
    public IReadOnlyList<string> RemainingObjects { get; internal set; } = [];

    /// <inheritdoc/>
    public override string Message => _message + UploadText + ObjectText;

    /// <summary>
    /// Gets a value indicating whether bytes were damaged or lost in transit, so that sending them again may help.
    /// </summary>
    internal bool IsDamage { get; init; }

    /// <summary>
    /// Gets a value indicating whether a condition of the request was not met: another request was first.
    /// </summary>
    internal bool IsConflict => StatusCode is HttpStatusCode.PreconditionFailed && !IsPage;

    /// <summary>Gets a value indicating whether the answer came from something between the app and the store.</summary>
    internal bool IsPage { get; init; }

    /// <summary>Gets a value indicating whether the store made no progress for the whole idle timeout.</summary>
    internal bool IsSilence { get; init; }

    /// <summary>
    /// Gets a value indicating whether the credentials have expired, so that fetching new ones may help.
    /// </summary>
    internal bool IsExpired { get; init; }

    /// <summary>Gets a value indicating whether the stored bytes differ from those that were sent.</summary>
    internal bool HoldsOtherBytes { get; init; }

    /// <summary>Gets or sets what all attempts of the call together leave open.</summary>
    internal Doubt Doubt { get; set; }

    /// <summary>Gets or sets the calls that follow the failure, which share a deadline.</summary>
    internal CleanUpCalls? CleanUp { get; set; }

    /// <summary>Adds a sentence to the message: the only way to add to a failure.</summary>
    internal S3StoreException With(string sentence)
    {
        _message += " " + sentence;
        return this;
    }

    private string UploadText => UnfinishedUploadId switch
    {
        null => "",
        RemainingItems.UnknownId =>
            " A multipart upload of this key may remain: its parts are billed until it is aborted.",
        _ => $" The multipart upload {UnfinishedUploadId} could not be removed: abort it, since its parts are billed " +
            "until then.",
    };

    private string ObjectText => RemainingObjects.Count switch
    {
        0 => "",
        1 => $" The object {Shown(RemainingObjects[0])} may remain in the bucket: look for it, and delete it.",
        var count => $" {count} objects may remain in the bucket: "
            + string.Join(", ", RemainingObjects.Take(MaxNamed).Select(Shown))
            + (count > MaxNamed ? " and others" : "") + ". Look for them, and delete them.",
    };

    private static string Shown(string key) => key.EndsWith('/') ? key + "*" : key;
}
