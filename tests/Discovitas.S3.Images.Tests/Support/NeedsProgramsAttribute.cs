namespace Discovitas.S3.Images.Tests.Support;

/// <summary>A theory that is skipped where programs that it runs are not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NeedsProgramsAttribute : TheoryAttribute
{
    public NeedsProgramsAttribute() => Skip = Program.MissingOf("exiftool", "convert", "identify", "cwebp", "gif2webp");
}
