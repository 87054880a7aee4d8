namespace Discovitas.S3.Images.Cleaning;

/// <summary>What happens to a file of a format that cannot be cleaned.</summary>
internal enum UnsupportedImages
{
    /// <summary>It is rejected.</summary>
    Reject,

    /// <summary>It passes as it is, and <see cref="CleanedImageStream.IsCleaned"/> tells so.</summary>
    Pass,
}
