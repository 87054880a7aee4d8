namespace Discovitas.S3.BrowserTests.Support;

/// <summary>A test that runs programs of npm; reported as skipped where the machine has no npm.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NpmFactAttribute : FactAttribute
{
    public NpmFactAttribute() =>
        Skip = Programs.Node is null || Programs.Npm is null ? "There is no node with npm on the PATH." : null;
}
