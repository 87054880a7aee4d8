namespace Discovitas.S3.BrowserTests.Support;

/// <summary>What became of one of several files, as the module says.</summary>
internal sealed record ModuleResult(string Status, string? Key, string? Code);
