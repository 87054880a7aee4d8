namespace Discovitas.S3;

/// <summary>Specifies what happens to a picture that cannot be checked, or whose metadata cannot be removed.</summary>
public enum UnsupportedImages
{
    /// <summary>It is rejected with <see cref="UploadRejectionReason.ImageNotSupported"/>.</summary>
    Reject,

    /// <summary>
    /// It is stored as it is, and <see cref="ImageInfo.IsCleaned"/> is false. If its header cannot be read, no limit
    /// applies to it, and <see cref="StoredFile.Image"/> is null.
    /// </summary>
    Pass,
}
