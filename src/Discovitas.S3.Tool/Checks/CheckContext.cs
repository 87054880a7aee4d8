using Amazon.S3;

namespace Discovitas.S3.Tool.Checks;

/// <summary>Contains what the checks of one run use, and what earlier ones leave for later ones.</summary>
internal sealed class CheckContext : IDisposable
{
    /// <summary>The size of a part, except the last: the smallest that S3 allows.</summary>
    internal const int PartSize = 5 * 1024 * 1024;

    private const int MaxAnswer = 1024 * 1024;

    private readonly List<(string Name, Func<CancellationToken, Task> RunAsync)> _undo = [];

    /// <param name="settings">The store.</param>
    /// <param name="changeBucket">Whether documents of the bucket may be written where there are none.</param>
    internal CheckContext(S3Settings settings, bool changeBucket)
    {
        Settings = settings;
        ChangeBucket = changeBucket;
        Keys = new TestKeys(settings.KeyPrefix);
        Client = CheckClients.Create(settings, CheckClients.UsesPath(settings), Traffic);
        Http = new HttpClient(CountingHandler.Create(Traffic))
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = MaxAnswer,
        };
        Service = CreateService();
    }

    internal S3Settings Settings { get; }

    internal bool ChangeBucket { get; }

    internal Traffic Traffic { get; } = new();

    internal TestKeys Keys { get; }

    internal IAmazonS3 Client { get; }

    /// <summary>Gets what sends signed URLs and forms, as a browser does.</summary>
    internal HttpClient Http { get; }

    /// <summary>Gets a service that stores below the prefix of the run and sends each request once.</summary>
    internal S3Service Service { get; }

    internal string Bucket => Settings.Bucket!;

    /// <summary>Gets the key of a small object, after <c>put-object</c>.</summary>
    internal string File => Keys.Prefix + FileName;

    /// <summary>Gets the name of <see cref="File"/> below the prefix: one of the service's own.</summary>
    internal string FileName { get; } = $"kept/{Guid.NewGuid():D}.txt";

    /// <summary>Gets the key of an object that was uploaded in parts, after <c>multipart</c>.</summary>
    internal string Large => Keys.Prefix + "large";

    /// <summary>Gets or sets the ETag of <see cref="File"/>.</summary>
    internal string ETag { get; set; } = "";

    /// <summary>Gets or sets the ETag of <see cref="Large"/>.</summary>
    internal string LargeETag { get; set; } = "";

    /// <summary>Gets or sets the request id of an answer.</summary>
    internal string? RequestId { get; set; }

    /// <summary>Gets or sets an upload that is under way.</summary>
    internal (string Key, string Id) OpenUpload { get; set; }

    /// <summary>Gets or sets the key of a form that was accepted, and whether the answer had an ETag header.</summary>
    internal (string Key, bool HasETag) Form { get; set; }

    /// <summary>Gets what to undo at the end, the last first.</summary>
    internal IEnumerable<(string Name, Func<CancellationToken, Task> RunAsync)> Undo =>
        Enumerable.Reverse(_undo);

    /// <summary>Creates a service, with settings that differ or another clock.</summary>
    internal S3Service CreateService(Action<S3Settings>? change = null, TimeProvider? time = null)
    {
        var settings = new S3Settings
        {
            Bucket = Settings.Bucket,
            Region = Settings.Region,
            ServiceUrl = Settings.ServiceUrl,
            AccessKeyId = Settings.AccessKeyId,
            SecretAccessKey = Settings.SecretAccessKey,
            SessionToken = Settings.SessionToken,
            ForcePathStyle = CheckClients.UsesPath(Settings),
            KeyPrefix = Keys.Prefix + "kept/",
            PendingPrefix = Keys.Prefix + "pending/",
            PartSize = PartSize,
            RetryTimeout = TimeSpan.Zero,
            ServerSideEncryption = Settings.ServerSideEncryption,
            KmsKeyId = Settings.KmsKeyId,
        };
        change?.Invoke(settings);
        return new S3Service(Client, settings, timeProvider: time);
    }

    /// <summary>Remembers what must be undone, whatever happens, before it is done.</summary>
    internal void UndoLater(string name, Func<CancellationToken, Task> undo) => _undo.Add((name, undo));

    public void Dispose()
    {
        Client.Dispose();
        Http.Dispose();
    }
}
