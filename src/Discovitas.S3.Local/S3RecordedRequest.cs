namespace Discovitas.S3.Local;

/// <summary>A request that a <see cref="LocalS3Server"/> received, and what it returned.</summary>
/// <remarks>
/// Status, error and sizes are set before the client can see the response, so that a test can assert on them as soon as
/// the client's call returns.
/// </remarks>
public sealed record S3RecordedRequest
{
    /// <summary>Gets the 1-based number of the request since the server started.</summary>
    public required long Number { get; init; }

    /// <summary>Gets when the request arrived, by the server's clock.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Gets the HTTP method, for instance <c>PUT</c>.</summary>
    public required string Method { get; init; }

    /// <summary>
    /// Gets path and query as they were sent. The values of signatures and security tokens are replaced by <c>…</c>.
    /// </summary>
    public required string Target { get; init; }

    /// <summary>
    /// Gets the headers, by name without regard to case. Without those that hold a signature, a security token, cookies
    /// or an encryption key. Values longer than 4,096 characters are cut.
    /// </summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>Gets the length of the body in bytes, as the client announced it; 0 if it did not.</summary>
    public required long RequestBytes { get; init; }

    /// <summary>
    /// Gets the operation; <see langword="null"/> for a preflight (OPTIONS), and for a request that is not one of S3.
    /// </summary>
    public S3Operation? Operation { get; init; }

    /// <summary>Gets the bucket; empty if the request has none or <see cref="Operation"/> is null.</summary>
    public string Bucket { get; init; } = "";

    /// <summary>
    /// Gets the key; <see langword="null"/> if the operation has no object, and for PostObject, whose key is in the
    /// form.
    /// </summary>
    public string? Key { get; init; }

    /// <summary>
    /// Gets the HTTP status; <see langword="null"/> while there is no response, and if the connection was closed
    /// without one.
    /// </summary>
    public int? Status { get; init; }

    /// <summary>
    /// Gets the error code of S3, for instance <c>NoSuchKey</c>, also if the response to HEAD does not contain it;
    /// <see langword="null"/> if there was no error.
    /// </summary>
    public string? ErrorCode { get; init; }

    /// <summary>
    /// Gets the message of the error; <see langword="null"/> if there was no error. For a failure of the server itself,
    /// for instance because the disk is full, it is the reason, which the response does not contain.
    /// </summary>
    public string? ErrorMessage { get; init; }

    /// <summary>Gets the length of the response's body in bytes, as announced; 0 without a body.</summary>
    public long ResponseBytes { get; init; }

    /// <summary>
    /// Gets the time from the arrival of the request to the start of its response, or to its end once it was sent.
    /// </summary>
    public TimeSpan Duration { get; init; }

    /// <summary>Gets the request ID of the response; <see langword="null"/> while there is no response.</summary>
    public string? RequestId { get; init; }

    /// <summary>Returns the request in a line, for the messages of tests.</summary>
    public override string ToString() =>
        $"{Method} {Target} -> {Status?.ToString(CultureInfo.InvariantCulture) ?? "no response"} {ErrorCode}".TrimEnd();
}
