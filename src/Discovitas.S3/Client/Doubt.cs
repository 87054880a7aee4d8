namespace Discovitas.S3.Client;

/// <summary>Says what a call leaves open about its requests. The worst is the last.</summary>
internal enum Doubt
{
    /// <summary>The store has answered every attempt.</summary>
    None,

    /// <summary>The app's own client may have sent the request more than once. Nothing suggests that it did.</summary>
    MayBeHidden,

    /// <summary>The store returned an error that leaves open whether it has carried the request out.</summary>
    IsOpen,

    /// <summary>An answer of the store is missing, so that it may even carry the request out later.</summary>
    MayComeLate,
}
