namespace Discovitas.S3.Local.Checksums;

/// <summary>What an object's checksum covers, in S3's words.</summary>
internal static class ChecksumType
{
    /// <summary>All the object's bytes.</summary>
    public const string FullObject = "FULL_OBJECT";

    /// <summary>The checksums of the object's parts, one after the other.</summary>
    public const string Composite = "COMPOSITE";
}
