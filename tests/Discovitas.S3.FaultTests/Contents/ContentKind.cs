namespace Discovitas.S3.FaultTests.Contents;

/// <summary>How the bytes are handed over, or what is wrong with the stream that should give them.</summary>
internal enum ContentKind
{
    Bytes,
    File,
    Seekable,

    /// <summary>A stream that cannot seek, but whose length is known.</summary>
    Unseekable,

    /// <summary>A stream that cannot seek, and nobody knows its length.</summary>
    UnknownLength,

    /// <summary>A stream of unknown length that gives one byte at a time.</summary>
    OneByteReads,

    /// <summary>Claims a byte more than it gives.</summary>
    ClaimsMore,

    /// <summary>Claims a byte less than it gives.</summary>
    ClaimsLess,

    /// <summary>Throws an <see cref="IOException"/> halfway.</summary>
    Throws,

    /// <summary>Is disposed by its owner halfway.</summary>
    DisposedMidway,

    /// <summary>Is disposed before the upload.</summary>
    Disposed,
}
