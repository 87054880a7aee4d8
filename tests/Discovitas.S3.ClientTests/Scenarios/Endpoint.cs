using Discovitas.S3.Local;
using Microsoft.Extensions.Configuration;

namespace Discovitas.S3.ClientTests.Scenarios;

/// <summary>A store as a client is told of it, and the name of a bucket that does not exist yet.</summary>
internal sealed class Endpoint : IAsyncDisposable
{
    private readonly LocalS3Server? _server;

    private Endpoint(StoreKind kind, S3Settings settings, LocalS3Server? server)
    {
        Kind = kind;
        Settings = settings;
        _server = server;
    }

    internal StoreKind Kind { get; }

    /// <summary>
    /// Gets a value indicating whether clients must be told to send no checksum of their own, which Ceph 16.2 does not
    /// know.
    /// </summary>
    internal bool IsOlderThanChecksums => Kind is StoreKind.Ceph;

    internal S3Settings Settings { get; }

    internal string Url => Settings.ServiceUrl!;

    internal string Bucket { get; } = $"clients-{Guid.NewGuid():N}";

    internal static async Task<Endpoint> OpenAsync(StoreKind kind)
    {
        var server = kind == StoreKind.Local ? await LocalS3Server.StartAsync() : null;
        var settings = server?.CreateSettings() ?? new S3Settings();
        if (server is null)
        {
            StoreSettings.Section(kind).Bind(settings);
        }

        return new Endpoint(kind, settings, server);
    }

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;
}
