namespace Discovitas.S3.FaultTests.Sockets;

/// <summary>How a connection ends a request.</summary>
internal enum Ending
{
    /// <summary>With the whole answer.</summary>
    Whole,

    /// <summary>Without an answer, in order.</summary>
    Close,

    /// <summary>Without an answer, with a reset.</summary>
    Reset,

    /// <summary>In the middle of the answer.</summary>
    Cut,

    /// <summary>With the answer, before the body is read.</summary>
    Early,

    /// <summary>With the answer, before the body; that is never read, but the connection stays open.</summary>
    Unread,

    /// <summary>With white space before the body of the answer, for longer than a silence may last.</summary>
    KeptAlive,
}
