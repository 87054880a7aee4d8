namespace Discovitas.S3.BrowserTests.Blazor;

/// <summary>What a form posts for each file.</summary>
public sealed class PostedPicture
{
    public string? Key { get; set; }

    public string? Url { get; set; }
}
