namespace Discovitas.S3.Tests.Rules;

public sealed class FileTypesExtensionTests
{
    [Theory]
    [InlineData("image/jpeg", "jpg")]
    [InlineData("image/jpeg", "jpeg")]
    [InlineData("image/jpeg", "JPG")]
    [InlineData("image/jpg", "jpg")]
    [InlineData("image/gif", "GIF")]
    [InlineData("image/png", "png")]
    [InlineData("image/heic", "heif")]
    [InlineData("application/pdf", "pdf")]
    [InlineData("application/gzip", "gz")]
    [InlineData("application/zip", "zip")]
    [InlineData("application/msword", "doc")]
    [InlineData("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx")]
    [InlineData("video/mp4", "m4v")]
    [InlineData("audio/mp4", "m4a")]
    [InlineData("video/quicktime", "mov")]
    [InlineData("audio/ogg", "opus")]
    [InlineData("text/html", "htm")]
    [InlineData("image/svg+xml", "svg")]
    [InlineData("application/javascript", "mjs")]
    public void ExtensionAgrees_OwnExtension_True(string type, string extension) =>
        FileTypes.ExtensionAgrees(type, extension).Should().BeTrue();

    [Theory]
    [InlineData("image/png", "jpg")]
    [InlineData("image/png", "html")]
    [InlineData("image/png", "svg")]
    [InlineData("image/png", "php")]
    [InlineData("image/png", "exe")]
    [InlineData("image/png", "pngx")]
    [InlineData("image/png", "pn")]
    [InlineData("image/gif", "g\u0131f")]
    [InlineData("application/zip", "docx")]
    [InlineData("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "zip")]
    [InlineData("application/pdf", "html")]
    public void ExtensionAgrees_OtherExtension_False(string type, string extension) =>
        FileTypes.ExtensionAgrees(type, extension).Should().BeFalse();

    [Theory]
    [InlineData("text/plain", "txt", true)]
    [InlineData("text/plain", "log", true)]
    [InlineData("text/plain", "html", false)]
    [InlineData("text/plain", "HTML", false)]
    [InlineData("text/plain", "js", false)]
    [InlineData("text/plain", "svg", false)]
    [InlineData("text/plain", "exe", false)]
    [InlineData("application/dicom", "dcm", true)]
    [InlineData("application/dicom", "png", false)]
    [InlineData("application/json", "json", true)]
    public void ExtensionAgrees_TypeOutsideTheTable_TakesWhatBelongsToNoOther(
        string type, string extension, bool expected) =>
        FileTypes.ExtensionAgrees(type, extension).Should().Be(expected);

    [Theory]
    [InlineData("image/png")]
    [InlineData("text/plain")]
    [InlineData("application/octet-stream")]
    public void ExtensionAgrees_NoExtension_True(string type) => FileTypes.ExtensionAgrees(type, "").Should().BeTrue();

    [Theory]
    [InlineData("exe")]
    [InlineData("html")]
    [InlineData("bin")]
    public void ExtensionAgrees_OctetStream_True(string extension) =>
        FileTypes.ExtensionAgrees("application/octet-stream", extension).Should().BeTrue();
}
