namespace Discovitas.S3;

/// <summary>Describes to the sender why the app rejects a file.</summary>
public sealed class UploadRejection
{
    /// <summary>Initializes a new instance of the <see cref="UploadRejection"/> class.</summary>
    /// <param name="message">A sentence for the sender.</param>
    public UploadRejection(string message)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(message);
        Message = message;
    }

    /// <summary>Gets the sentence for the sender.</summary>
    public string Message { get; }

    /// <summary>
    /// Gets a value indicating whether a quota is used up. The response is then 429 (code <c>quota-exceeded</c>)
    /// instead of 422 (code <c>rejected</c>).
    /// </summary>
    public bool IsQuota { get; init; }
}
