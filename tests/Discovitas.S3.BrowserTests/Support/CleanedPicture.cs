namespace Discovitas.S3.BrowserTests.Support;

/// <summary>What the module makes of a picture: the file that it sends, or the code of its error.</summary>
internal sealed record CleanedPicture(
    byte[]? Bytes, string? Name, string? Type, bool? MetadataRemoved, long? Total, string? Code, string? Detail);
