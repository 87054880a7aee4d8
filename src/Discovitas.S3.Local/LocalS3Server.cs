using System.Net;
using Discovitas.S3.Local.Faults;
using Discovitas.S3.Local.Hosting;
using Discovitas.S3.Local.Pipeline;
using Discovitas.S3.Local.Storage;

namespace Discovitas.S3.Local;

/// <summary>
/// An S3 server inside the process, for development and tests. It speaks S3's REST protocol over HTTP on 127.0.0.1, checks
/// signatures and checksums as S3 does, and keeps its objects as files: key <c>uploads/a.jpg</c> of bucket <c>local</c> is
/// <c>{folder}/local/uploads/a.jpg</c>. Several servers, in several processes too, may share a folder.
/// </summary>
/// <remarks>
/// Operations: buckets (create, head, list, delete, location, CORS); objects (put, get, head, copy, delete, delete many, tags, forms
/// with a POST policy); listing, both versions; multipart uploads. Anything else is answered with 501 NotImplemented.
/// <para>
/// Limits: one access key; no versions, ACLs or bucket policies; one range per GET; no TLS; listing walks the folder, so
/// thousands of objects are fine and millions are not; writes are safe against a crash of the process, not of the machine; the ETag is
/// the MD5 under every encryption, which is noted and not carried out. Change the files through the server only: a file that is
/// deleted by hand is an object less, but one that is added is none.
/// </para>
/// <para>
/// What an app does when S3 fails can be tested too: <see cref="Faults"/> makes any request go wrong.
/// </para>
/// </remarks>
public sealed class LocalS3Server : IAsyncDisposable
{
    private readonly LocalS3Options _options;
    private readonly FaultPlan _faults = new();
    private readonly WebServer _web;
    private readonly bool _ownsFolder;

    private LocalS3Server(LocalS3Options options)
    {
        _options = options.Snapshot();
        _ownsFolder = _options.Folder is null;
        Folder = Path.GetFullPath(_options.Folder ?? Path.Combine(Path.GetTempPath(), $"discovitas-s3-{Guid.NewGuid():N}"));
        try
        {
            var layout = new FolderLayout(Folder);
            var store = new FolderStore(layout);
            store.Staging.RemoveOld(TimeProvider.System.GetUtcNow());
            store.Buckets.Ensure(Bucket, _options.TimeProvider.GetUtcNow());

            var socket = ListeningSocket.Open(_options.Port, layout.PortFile);
            ServiceUrl = $"http://{(IPEndPoint)socket.LocalEndPoint!}";
            _web = new WebServer(socket, new S3Pipeline(_options, store, _faults.ApplyAsync).HandleAsync);
        }
        catch
        {
            RemoveFolder();
            throw;
        }
    }

    /// <summary>The address, for instance <c>http://127.0.0.1:41234</c>. Objects are at <c>{ServiceUrl}/{bucket}/{key}</c>.</summary>
    public string ServiceUrl { get; }

    /// <summary>The bucket that is there from the start.</summary>
    public string Bucket => _options.Bucket;

    /// <summary>The region that requests must be signed for.</summary>
    public string Region => _options.Region;

    /// <summary>The id of the one access key.</summary>
    public string AccessKeyId => _options.AccessKeyId;

    /// <summary>The secret of <see cref="AccessKeyId"/>.</summary>
    public string SecretAccessKey => _options.SecretAccessKey;

    /// <summary>The full path of the folder with the objects.</summary>
    public string Folder { get; }

    /// <summary>
    /// What goes wrong, on purpose: is asked about every request after it was understood, and before it is authenticated and carried
    /// out. Where it returns <see langword="null"/>, the request is carried out. Default <see langword="null"/>: nothing goes wrong.
    /// </summary>
    /// <remarks>
    /// Setting it starts the counts of <see cref="S3Call"/> anew; it may be set while requests are under way, to which the former one
    /// goes on applying. It is called from several threads at once. What it throws is answered with 500 InternalError. Requests that
    /// this server does not understand, and answers with an error, are neither asked about nor counted; nor are preflights (OPTIONS),
    /// which a browser sends when it sees fit.
    /// </remarks>
    /// <example>
    /// The first three puts are told to come back later:
    /// <code>
    /// server.Faults = call => call is { Operation: S3Operation.PutObject, Number: &lt;= 3 } ? S3Fault.Answer(HttpStatusCode.ServiceUnavailable, "SlowDown") : null;
    /// </code>
    /// </example>
    public Func<S3Call, S3Fault?>? Faults
    {
        get => _faults.Ask;
        set => _faults.Ask = value;
    }

    /// <summary>Starts a server; it answers when the task is done. Dispose it to stop it.</summary>
    /// <param name="options">Default: a temporary folder, a free port.</param>
    /// <param name="cancellationToken">Gives the start up.</param>
    /// <exception cref="ArgumentException">An option is not valid.</exception>
    /// <exception cref="IOException">The port is in use, or the folder cannot be written.</exception>
    public static async Task<LocalS3Server> StartAsync(LocalS3Options? options = null, CancellationToken cancellationToken = default)
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

    /// <summary>Settings for the core that point at this server's bucket, with its keys.</summary>
    public S3Settings CreateSettings()
    {
        var settings = new S3Settings();
        ApplyTo(settings);
        return settings;
    }

    /// <summary>Stops the server: requests under way get two seconds to end. Removes the folder if it was made for this server.</summary>
    public async ValueTask DisposeAsync()
    {
        _faults.Dispose();
        await _web.DisposeAsync().ConfigureAwait(false);
        RemoveFolder();
    }

    /// <summary>Makes a server whose address is known and whose clients wait until it serves.</summary>
    internal static LocalS3Server Listen(LocalS3Options options) => new(options);

    internal Task ServeAsync(CancellationToken cancellationToken) => _web.StartAsync(cancellationToken);

    internal Task StopAsync(CancellationToken cancellationToken)
    {
        _faults.Dispose();
        return _web.StopAsync(cancellationToken);
    }

    /// <summary>Stops without waiting for anything.</summary>
    internal void Close()
    {
        _faults.Dispose();
        _web.Close();
        RemoveFolder();
    }

    internal void ApplyTo(S3Settings settings)
    {
        settings.Bucket = Bucket;
        settings.Region = Region;
        settings.ServiceUrl = ServiceUrl;
        settings.AccessKeyId = AccessKeyId;
        settings.SecretAccessKey = SecretAccessKey;
        settings.SessionToken = null;
        settings.ForcePathStyle = true;
        settings.PublicBaseUrl = null;
    }

    private void RemoveFolder()
    {
        if (_ownsFolder && Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }
    }
}
