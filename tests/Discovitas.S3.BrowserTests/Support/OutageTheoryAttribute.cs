namespace Discovitas.S3.BrowserTests.Support;

/// <summary>
/// A test that waits for real minutes. It runs only if <c>BROWSER_OUTAGES</c> names a file, to which it adds its row.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OutageTheoryAttribute : TheoryAttribute
{
    public OutageTheoryAttribute() => Skip = Programs.Missing
        ?? (Table is null ? "It takes minutes: set BROWSER_OUTAGES to the file for its table." : null);

    internal static string? Table { get; } = Environment.GetEnvironmentVariable("BROWSER_OUTAGES");
}
