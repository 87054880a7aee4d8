namespace Discovitas.S3.Writing;

/// <summary>Says why there may be more multipart uploads under a key than the one whose id was received.</summary>
internal enum StartDoubt
{
    /// <summary>Every attempt has been answered by the store.</summary>
    None,

    /// <summary>The app's own client may have sent the request more than once. Nothing suggests that it did.</summary>
    MayBeHidden,

    /// <summary>The store returned an error that leaves open whether it has started an upload.</summary>
    IsOpen,

    /// <summary>An answer is missing, so that the store may even start an upload later.</summary>
    MayComeLate,
}
