namespace Discovitas.S3.Client;

/// <summary>When the caller can call an attempt back.</summary>
internal enum CancelPolicy
{
    /// <summary>At any time: nothing but the whole call counts.</summary>
    Always,

    /// <summary>Until its last byte is sent: then the object may be there.</summary>
    UntilSent,

    /// <summary>Never: it starts or ends what only its answer can name.</summary>
    Never,
}
