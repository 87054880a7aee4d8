namespace Discovitas.S3;

/// <summary>Describes why <see cref="S3Upload"/> has not stored a file. The user sees the message already.</summary>
public sealed record S3UploadFailure
{
    /// <summary>Gets the name of the file on the user's computer.</summary>
    public required string FileName { get; init; }

    /// <summary>
    /// Gets the code, as in the problem details of <c>MapS3Uploads</c> and in the script for pages: <c>too-large</c>,
    /// <c>network</c>, <c>unauthorized</c>, …
    /// </summary>
    public required string Code { get; init; }

    /// <summary>Gets the sentence that the user sees.</summary>
    public required string Message { get; init; }

    /// <summary>Gets the HTTP status, or 0 if there was no response.</summary>
    public int Status { get; init; }

    /// <summary>
    /// Gets a value indicating whether a rule or the app rejects the file: trying again is no use, unless a quota has
    /// room again.
    /// </summary>
    public bool IsRejection => (Status is 413 or 415 or 422 && Code is not ("incomplete" or "length-mismatch"))
        || Code is "quota-exceeded" or "too-large" or "image-not-supported" or "invalid-image";
}
