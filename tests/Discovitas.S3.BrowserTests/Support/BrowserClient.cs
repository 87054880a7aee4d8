namespace Discovitas.S3.BrowserTests.Support;

/// <summary>The ways in which Uppy's S3 plugin uploads.</summary>
public enum BrowserClient
{
    /// <summary>5.1.0 with <c>endpoint</c>.</summary>
    Uppy5,

    /// <summary>6.3.1 with <c>companionEndpoint</c>.</summary>
    Uppy6Companion,

    /// <summary>6.3.1 with <c>signRequest</c>.</summary>
    Uppy6Signing,
}
