namespace Discovitas.S3.BrowserTests.Support;

/// <summary>
/// A test in Chromium on a Ceph RADOS Gateway; reported as skipped where the one or the other is not there.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactOnCephAttribute : FactAttribute
{
    public BrowserFactOnCephAttribute() => Skip = Programs.Missing ?? new OnCephAttribute().Skip;
}
