namespace Discovitas.S3.BrowserTests.Support;

/// <summary>What Uppy has said so far.</summary>
internal sealed class PageState
{
    /// <summary>Whether the upload has ended, well or not.</summary>
    public bool Ended { get; set; }

    /// <summary>The bytes that it said were sent.</summary>
    public int Sent { get; set; }

    /// <summary>The files that it says are stored.</summary>
    public int Successes { get; set; }
}
