namespace Discovitas.S3.Images.Tests.Support.Matrix;

/// <summary>A theory that is skipped where the matrix cannot be made or shown.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NeedsChromiumAttribute : TheoryAttribute
{
    public NeedsChromiumAttribute() => Skip = PictureMatrix.Missing ?? Program.MissingOf("chromium");
}
