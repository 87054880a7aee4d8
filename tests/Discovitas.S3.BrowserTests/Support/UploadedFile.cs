namespace Discovitas.S3.BrowserTests.Support;

/// <summary>A file of which Uppy says that it is stored.</summary>
internal sealed record UploadedFile(string Name, string Location, string Key);
