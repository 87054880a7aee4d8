namespace Discovitas.S3.FaultTests.Sockets;

/// <summary>Whose client makes the requests.</summary>
internal enum SocketClient
{
    /// <summary>The one that this library builds.</summary>
    Ours,

    /// <summary>The app's own, as the SDK makes it by default.</summary>
    App,

    /// <summary>The app's own, told not to retry.</summary>
    AppWithoutRetries,

    /// <summary>The app's own, wrapped by the app.</summary>
    Decorated,
}
