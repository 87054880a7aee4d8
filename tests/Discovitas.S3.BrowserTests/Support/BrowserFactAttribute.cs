namespace Discovitas.S3.BrowserTests.Support;

/// <summary>A test in Chromium; reported as skipped where the machine has not what it needs.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = Programs.Missing;
}
