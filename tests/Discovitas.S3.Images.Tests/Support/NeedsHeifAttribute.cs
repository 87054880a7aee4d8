namespace Discovitas.S3.Images.Tests.Support;

/// <summary>A theory that is skipped where the programs that write and show HEIC and AVIF are not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NeedsHeifAttribute : TheoryAttribute
{
    public NeedsHeifAttribute() => Skip = Program.MissingOf(
        "convert", "identify", "exiftool", "heif-enc", "heif-convert", "avifenc", "avifdec");
}
