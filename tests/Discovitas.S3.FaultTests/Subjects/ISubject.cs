namespace Discovitas.S3.FaultTests.Subjects;

/// <summary>One way to upload, put to the test beside the others.</summary>
internal interface ISubject
{
    /// <summary>As it stands at the head of its column.</summary>
    public string Name { get; }

    /// <summary>Whether it keeps this library's promises, so that a broken one fails the run.</summary>
    public bool IsOurs { get; }

    /// <summary>Bytes enough for a multipart upload of three parts; 0 where it makes none.</summary>
    public int LargeSize { get; }

    /// <summary>
    /// How long, in real time, it may ask nothing of the store before that counts as a hang. Its longest pause is
    /// shorter.
    /// </summary>
    public TimeSpan Patience { get; }

    /// <summary>Whether it waits on the world's clock alone, and not on the SDK's as well.</summary>
    public bool WaitsOnTheClock => false;

    /// <summary>Whether it takes such content at all.</summary>
    public bool Takes(ContentKind kind);

    /// <summary>Uploads once; returns when it says that the object is stored.</summary>
    public Task UploadAsync(World world, Source source, CancellationToken cancellationToken);
}
