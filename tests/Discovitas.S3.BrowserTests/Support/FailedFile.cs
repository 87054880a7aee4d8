namespace Discovitas.S3.BrowserTests.Support;

/// <summary>A file of which Uppy says that it is not stored.</summary>
internal sealed record FailedFile(string Name, string Error);
