namespace Discovitas.S3.Client;

/// <summary>Specifies when the caller's token cancels an attempt under way.</summary>
internal enum CancelPolicy
{
    /// <summary>At any time.</summary>
    Always,

    /// <summary>Until its last byte is sent: from then on the object may be stored.</summary>
    UntilSent,

    /// <summary>Never, because only the response identifies what the attempt starts or ends.</summary>
    Never,
}
