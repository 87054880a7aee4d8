namespace Discovitas.S3.Tool.Tests.Support;

/// <summary>A test on a terminal; reported as skipped where the machine has no program that provides one.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TerminalTheoryAttribute : TheoryAttribute
{
    public TerminalTheoryAttribute()
    {
        if (!OperatingSystem.IsLinux() || !File.Exists(ToolTerminal.Program))
        {
            Skip = $"This needs Linux and {ToolTerminal.Program}.";
        }
    }
}
