using System.Net;

namespace Discovitas.S3.Tool.Serve;

/// <summary>What the command line says about the server.</summary>
internal sealed record ServeSettings
{
    internal const int DefaultPort = 9000;

    internal int Port { get; init; } = DefaultPort;

    internal string Folder { get; init; } = Uploads.UploadSetup.Folder;

    /// <summary>Gets the buckets that exist from the start, at least one.</summary>
    internal IReadOnlyList<string> Buckets { get; init; } = [];

    /// <summary>Gets the access key; null for the one that everybody knows.</summary>
    internal string? AccessKey { get; init; }

    internal string? SecretKey { get; init; }

    /// <summary>Gets whether the access key comes from the environment, and not from the command line.</summary>
    internal bool IsAccessKeyVariable { get; init; }

    internal bool IsSecretKeyVariable { get; init; }

    internal string? Region { get; init; }

    internal IPAddress Bind { get; init; } = IPAddress.Loopback;

    /// <summary>Gets the origins whose pages may use the buckets, besides those of this machine.</summary>
    internal IReadOnlyList<string> Cors { get; init; } = [];

    /// <summary>Gets the file with the faults.</summary>
    internal string? Faults { get; init; }

    internal bool IsVerbose { get; init; }

    internal bool IsHttps { get; init; }

    /// <summary>Gets whether other machines may read without a signature, if they can connect.</summary>
    internal bool AllowsPublicRead { get; init; }

    /// <summary>Gets whether objects can be read without a signature.</summary>
    internal bool IsPublicRead => AllowsPublicRead || !IsOpen;

    /// <summary>Gets whether other machines can connect.</summary>
    internal bool IsOpen => !IPAddress.IsLoopback(Bind);
}
