using Discovitas.S3.Images.Tests.Support;

namespace Discovitas.S3.BrowserTests.Support;

/// <summary>A theory in Chromium that also needs programs that make pictures and read them.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PicturesTheoryAttribute : TheoryAttribute
{
    public PicturesTheoryAttribute() => Skip = Programs.Missing ?? new NeedsProgramsAttribute().Skip;
}
