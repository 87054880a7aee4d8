namespace Discovitas.S3.TestSupport.Processes;

/// <summary>What the tool, or another program, returned and wrote.</summary>
public sealed record ToolResult(int Code, string Output, string Error);
