namespace Discovitas.S3.FaultTests.Contents;

/// <summary>What one run uploads: the bytes, and how they are handed over.</summary>
internal sealed record Source(ContentKind Kind, Payload Payload)
{
    /// <summary>Whether an upload of it can succeed.</summary>
    internal bool IsSound => Kind <= ContentKind.OneByteReads;

    /// <summary>The path, if it is handed over as a file.</summary>
    internal string? FilePath => Kind == ContentKind.File ? Payload.Path : null;

    /// <summary>As a stream, unless it is handed over as a file.</summary>
    internal Stream? OpenUnlessFile() => FilePath is null ? Open() : null;

    /// <summary>As a stream, for all that is neither bytes nor a file.</summary>
    internal Stream Open()
    {
        var bytes = Payload.Bytes;
        return Kind switch
        {
            ContentKind.Bytes or ContentKind.File or ContentKind.Seekable => new SourceStream(bytes) { Seeks = true },
            ContentKind.Unseekable => new SourceStream(bytes),
            ContentKind.UnknownLength => new SourceStream(bytes) { Claimed = null },
            ContentKind.OneByteReads => new SourceStream(bytes) { Claimed = null, Trickles = true },
            ContentKind.ClaimsMore => new SourceStream(bytes) { Seeks = true, Claimed = bytes.Length + 1 },
            ContentKind.ClaimsLess => new SourceStream(bytes) { Seeks = true, Claimed = bytes.Length - 1 },
            ContentKind.Throws => new SourceStream(bytes) { Seeks = true, OnRead = ThrowHalfway },
            ContentKind.DisposedMidway => new SourceStream(bytes) { Seeks = true, OnRead = DisposeHalfway },
            _ => Disposed(bytes),
        };
    }

    /// <summary>Whether this exception is the one that the source itself throws, which is passed on as it is.</summary>
    internal bool Throws(Exception exception) => (Kind, exception) switch
    {
        (ContentKind.Throws, IOException) => true,
        (ContentKind.DisposedMidway, ObjectDisposedException) => true,
        (ContentKind.Disposed, ArgumentException) => true,
        (
            ContentKind.ClaimsMore or ContentKind.ClaimsLess,
            UploadRejectedException { Reason: UploadRejectionReason.LengthMismatch }) =>
            true,
        _ => false,
    };

    private static void ThrowHalfway(SourceStream stream)
    {
        if (stream.IsHalfRead)
        {
            throw new IOException("the source broke");
        }
    }

    private static void DisposeHalfway(SourceStream stream)
    {
        if (stream.IsHalfRead)
        {
            stream.Dispose();
        }
    }

    private static SourceStream Disposed(byte[] bytes)
    {
        var stream = new SourceStream(bytes) { Seeks = true };
        stream.Dispose();
        return stream;
    }
}
