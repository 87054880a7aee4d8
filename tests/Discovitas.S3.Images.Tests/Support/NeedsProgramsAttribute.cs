namespace Discovitas.S3.Images.Tests.Support;

/// <summary>A theory that is skipped where programs that it runs are not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NeedsProgramsAttribute : TheoryAttribute
{
    private static readonly string[] Programs = ["exiftool", "convert", "identify", "cwebp", "gif2webp"];

    public NeedsProgramsAttribute()
    {
        var missing = Programs.Where(program => !Program.IsInstalled(program)).ToArray();
        Skip = missing.Length == 0 ? null : $"Not installed: {string.Join(", ", missing)}. .ci/run installs them.";
    }
}
