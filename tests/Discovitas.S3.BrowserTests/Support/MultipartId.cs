namespace Discovitas.S3.BrowserTests.Support;

/// <summary>An upload in parts as a client knows it.</summary>
internal sealed class MultipartId
{
    public string Key { get; set; } = "";

    public string UploadId { get; set; } = "";

    /// <summary>Its route below the endpoints', with what comes after the id.</summary>
    internal string Path(string rest = "", string more = "") =>
        $"/s3/multipart/{Uri.EscapeDataString(UploadId)}{rest}?key={Uri.EscapeDataString(Key)}{more}";
}
