namespace Discovitas.S3.BrowserTests.Support;

/// <summary>How far the module said that it had come.</summary>
internal sealed record ModuleProgress(long Loaded, long Total, long Resumed = 0);
