namespace Discovitas.S3;

/// <summary>
/// The exception that is thrown when a file could not be inspected: an <see cref="IUploadInspector"/> failed, or took
/// too long. The file is not kept. <see cref="Exception.InnerException"/> is the inspector's exception.
/// </summary>
/// <remarks>
/// Try again later. A direct upload, and a file that waits for <see cref="S3Service.KeepAsync"/>, is still pending, so
/// that the same call can be repeated. A file that was sent through the server is removed, and must be sent again.
/// </remarks>
public sealed class UploadInspectionException : Exception
{
    /// <summary>Initializes a new instance of the <see cref="UploadInspectionException"/> class.</summary>
    /// <param name="message">What failed, followed by advice.</param>
    /// <param name="innerException">The inspector's exception.</param>
    public UploadInspectionException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>
    /// Gets the key under which the file would be kept, or <see langword="null"/> if it is not known.
    /// </summary>
    public string? Key { get; init; }

    /// <summary>Gets the name of the inspector's class, or <see langword="null"/> if it is not known.</summary>
    public string? Inspector { get; init; }

    /// <summary>
    /// Gets a value indicating whether the inspectors took longer than <see cref="S3Settings.InspectionTimeout"/>.
    /// </summary>
    public bool IsTimeout { get; init; }
}
