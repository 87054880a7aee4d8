namespace Discovitas.S3.BrowserTests.Support;

/// <summary>A test in Chromium for each client; reported as skipped where the machine has not what it needs.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute() => Skip = Programs.Missing;
}
