namespace Discovitas.S3.Images.Reading;

/// <summary>How far a header has been read.</summary>
internal enum HeaderStatus
{
    /// <summary>More bytes are needed.</summary>
    NeedMore,

    /// <summary>All is known.</summary>
    Done,

    /// <summary>The file is of no known format, or not as its format has it.</summary>
    Unreadable,
}
