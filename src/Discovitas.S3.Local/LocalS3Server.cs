using System.Net;
using Discovitas.S3.Local.Clearing;
using Discovitas.S3.Local.Faults;
using Discovitas.S3.Local.Hosting;
using Discovitas.S3.Local.Storage;

namespace Discovitas.S3.Local;

/// <summary>
/// An S3 server inside the process, for development and tests. It implements the REST protocol of S3, by default over
/// HTTP on 127.0.0.1, verifies signatures and checksums as S3 does, and keeps its objects as files: key
/// <c>uploads/a.jpg</c> of bucket <c>local</c> is the file <c>{folder}/local/uploads/a.jpg</c>.
/// </summary>
/// <remarks>
/// Supports the operations of <see cref="S3Operation"/>, and answers any other with 501 NotImplemented. Several servers
/// can share a folder, even in different processes. Use <see cref="Faults"/> to test what an app does when S3 fails.
/// <para>
/// Limits: one version of each object; ACLs have no effect; bucket policies only for reads without a signature; one
/// range per GET. The first listing of a bucket reads its folder, and keeps the keys in memory. Writes survive a crash
/// of the process, but not one of the machine. Encryption is recorded, but not applied, and the ETag is always
/// the MD5. Objects have to be changed through the server: deleting a file deletes its object, but adding a file does
/// not create one.
/// </para>
/// </remarks>
public sealed partial class LocalS3Server : IAsyncDisposable, IDisposable
{
    private readonly LocalS3Options _options;
    private readonly FaultPlan _faults = new();
    private readonly RequestGate _gate = new();
    private readonly HashSet<string> _buckets = new(StringComparer.Ordinal);
    private readonly FolderStore _store;
    private readonly WebServer _web;
    private readonly bool _ownsFolder;
    private bool _isClosed;
    private Task _serving = Task.CompletedTask;

    private LocalS3Server(LocalS3Options options)
    {
        _options = options.Snapshot();
        _ownsFolder = _options.Folder is null;
        Folder = Path.GetFullPath(
            _options.Folder ?? Path.Combine(Path.GetTempPath(), $"discovitas-s3-{Guid.NewGuid():N}"));
        try
        {
            var layout = new FolderLayout(Folder);
            _store = new FolderStore(layout);
            Array.ForEach([Bucket, .. _options.AdditionalBuckets], EnsureBucket);

            var socket = ListeningSocket.Open(_options.BindAddress, _options.Port, layout.PortFile);
            ServiceUrl = ServiceAddress.Create(
                (IPEndPoint)socket.LocalEndPoint!, isHttps: _options.Certificate is not null);
            _web = new WebServer(socket, _options.Certificate, CreateHandler());
        }
        catch
        {
            CloseFolder();
            throw;
        }
    }

    /// <summary>
    /// Gets the address, for instance <c>http://127.0.0.1:41234</c>. Objects are at <c>{ServiceUrl}/{bucket}/{key}</c>.
    /// </summary>
    public string ServiceUrl { get; }

    /// <summary>Gets the bucket that exists from the start.</summary>
    public string Bucket => _options.Bucket;

    /// <summary>Gets the region for which requests must be signed.</summary>
    public string Region => _options.Region;

    /// <summary>Gets the ID of the access key.</summary>
    public string AccessKeyId => _options.AccessKeyId;

    /// <summary>Gets the secret of the access key.</summary>
    public string SecretAccessKey => _options.SecretAccessKey;

    /// <summary>Gets the full path of the folder with the objects.</summary>
    public string Folder { get; }

    /// <summary>
    /// Gets or sets the function that chooses the fault of a request. It is called for every request after parsing and
    /// before authentication, and returns <see langword="null"/> if the request is to be carried out. Default <see
    /// langword="null"/>: no faults.
    /// </summary>
    /// <remarks>
    /// Setting the function restarts the counts of <see cref="S3Call"/>. It can be set while requests are running,
    /// which keep their faults. It is called from several threads at once. If it throws, the request is answered with
    /// 500 InternalError. It is not called for preflights (OPTIONS), and not for requests that the server cannot parse
    /// and rejects.
    /// </remarks>
    /// <example>
    /// Reject the first three puts, so that the client has to repeat them:
    /// <code>
    /// server.Faults = call => call is { Operation: S3Operation.PutObject, OperationNumber: &lt;= 3 }
    ///     ? S3Fault.Error(HttpStatusCode.ServiceUnavailable, "SlowDown")
    ///     : null;
    /// </code>
    /// </example>
    public Func<S3Call, S3Fault?>? Faults
    {
        get => _faults.Choose;
        set => _faults.Choose = value;
    }

    /// <summary>Starts a server. Dispose it to stop it.</summary>
    /// <param name="options">The options. Default: a temporary folder and a free port.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <returns>A task that completes when the server accepts requests.</returns>
    /// <exception cref="ArgumentException">An option is invalid.</exception>
    /// <exception cref="IOException">The port is in use, the address is not of this machine, or the folder cannot be
    /// written.</exception>
    public static async Task<LocalS3Server> StartAsync(
        LocalS3Options? options = null, CancellationToken cancellationToken = default)
    {
        var server = Listen(options ?? new LocalS3Options());
        try
        {
            await server.ServeAsync(cancellationToken).ConfigureAwait(false);
            return server;
        }
        catch
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>
    /// Creates settings for <see cref="S3Service"/> with the address, bucket and access key of this server.
    /// </summary>
    public S3Settings CreateSettings()
    {
        var settings = new S3Settings();
        ApplyTo(settings, Bucket);
        return settings;
    }

    /// <summary>
    /// Stops the server. Waits up to two seconds for running requests. Removes the folder if it is a temporary one.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        // Disposing Kestrel while it starts would crash the process on one of its threads.
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _faults.Dispose();
        await _web.DisposeAsync().ConfigureAwait(false);
        CloseFolder();
    }

    /// <summary>Creates a server that listens. Its address is known, and its clients wait until it serves.</summary>
    internal static LocalS3Server Listen(LocalS3Options options) => new(options);

    internal void ApplyTo(S3Settings settings, string bucket)
    {
        EnsureBucket(bucket);
        settings.Bucket = bucket;
        settings.Region = Region;
        settings.ServiceUrl = ServiceUrl;
        settings.AccessKeyId = AccessKeyId;
        settings.SecretAccessKey = SecretAccessKey;
        settings.SessionToken = null;
        settings.ForcePathStyle = true;
        settings.PublicBaseUrl = null;
    }

    private void CloseFolder()
    {
        _isClosed = true;
        _store?.Dispose();
        if (_ownsFolder && Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }
    }
}
