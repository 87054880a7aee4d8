namespace Discovitas.S3;

/// <summary>Describes why an <see cref="IUploadInspector"/> rejects a file.</summary>
public sealed record UploadInspectionRejection
{
    /// <summary>Initializes a new instance of the <see cref="UploadInspectionRejection"/> class.</summary>
    /// <param name="reason">A sentence for the sender of the file: what is wrong, and what would be right.</param>
    /// <exception cref="ArgumentException">The reason is empty.</exception>
    public UploadInspectionRejection(string reason)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        Reason = reason;
    }

    /// <summary>Gets the sentence for the sender of the file.</summary>
    public string Reason { get; }
}
