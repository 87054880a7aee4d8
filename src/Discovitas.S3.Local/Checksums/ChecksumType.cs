namespace Discovitas.S3.Local.Checksums;

/// <summary>What the checksum of an object covers, in S3's terms.</summary>
internal static class ChecksumType
{
    /// <summary>All the object's bytes.</summary>
    internal const string FullObject = "FULL_OBJECT";

    /// <summary>The concatenated checksums of the object's parts.</summary>
    internal const string Composite = "COMPOSITE";
}
