namespace Discovitas.S3.BrowserTests.Support;

/// <summary>What Uppy made of an upload, as the page and its user saw it.</summary>
/// <param name="Successful">The files that it says are stored.</param>
/// <param name="Failed">The files that it says are not.</param>
/// <param name="Errors">The messages of its errors.</param>
/// <param name="Shown">What it put before the user.</param>
/// <param name="Progress">The bytes that it said were sent, one after the other.</param>
/// <param name="Verified">What the server said of the files sent in one piece.</param>
internal sealed record Outcome(
    IReadOnlyList<UploadedFile> Successful,
    IReadOnlyList<FailedFile> Failed,
    IReadOnlyList<string> Errors,
    IReadOnlyList<string> Shown,
    IReadOnlyList<long> Progress,
    IReadOnlyList<VerifiedFile> Verified)
{
    internal UploadedFile File
    {
        get
        {
            Errors.Should().BeEmpty();
            return Successful.Should().ContainSingle().Subject;
        }
    }

    /// <summary>The message of its only error; nothing is said to be stored.</summary>
    internal string Error
    {
        get
        {
            Successful.Should().BeEmpty();
            return Errors.Should().ContainSingle().Subject;
        }
    }
}
