namespace Discovitas.S3.Images.Tests.Support.Matrix;

/// <summary>A theory that is skipped where the programs that make the matrix are not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NeedsMatrixAttribute : TheoryAttribute
{
    public NeedsMatrixAttribute() => Skip = PictureMatrix.Missing;
}
