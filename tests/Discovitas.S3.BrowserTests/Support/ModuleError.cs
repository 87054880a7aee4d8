namespace Discovitas.S3.BrowserTests.Support;

/// <summary>Why the module says that a file is not stored.</summary>
internal sealed record ModuleError(string Name, string Code, string Message);
