using System.Text;

namespace Discovitas.S3.FaultTests.Malformed;

/// <summary>
/// A server in a folder inside a folder, and what must stay as it is: a bucket that the attacker's key may not use, and
/// everything around the server's folder.
/// </summary>
internal sealed class MalformedServer : IAsyncDisposable
{
    internal const string Witness = "witness";
    internal const string Secret = "w1tness-c0ntent";

    private static readonly string[] WitnessKeys = ["kept", "b/c", "..%2Fx", "CON", "%C3%A9"];

    private readonly DirectoryInfo _outer;
    private readonly RequestSigner _owner;
    private readonly HashSet<string> _elsewhere = [.. Elsewhere()];

    private MalformedServer(DirectoryInfo outer, LocalS3Server server)
    {
        _outer = outer;
        Server = server;
        Client = new WireClient(new Uri(server.ServiceUrl));
        _owner = new RequestSigner(Client.Host, server.AccessKeyId, server.SecretAccessKey);
        Attacker = new RequestSigner(Client.Host, "attacker", "attacker-secret");
        Reader = new RequestSigner(Client.Host, "reader", "reader-secret");
    }

    internal LocalS3Server Server { get; }

    internal WireClient Client { get; }

    /// <summary>Gets the key that may use the two fuzzed buckets.</summary>
    internal RequestSigner Attacker { get; }

    /// <summary>Gets the key that may only read.</summary>
    internal RequestSigner Reader { get; }

    /// <summary>Gets the key that may do everything.</summary>
    internal RequestSigner Owner => _owner with { Time = DateTimeOffset.UtcNow };

    internal static async Task<MalformedServer> StartAsync()
    {
        var outer = Directory.CreateTempSubdirectory("s3-malformed-");
        await File.WriteAllTextAsync(Path.Combine(outer.FullName, "outside"), Secret);
        var server = await LocalS3Server.StartAsync(new LocalS3Options
        {
            Folder = Path.Combine(outer.FullName, "data"),
            Bucket = RequestDraft.Bucket,
            PublicRead = false,
            AccessKeys =
            {
                new LocalS3AccessKey
                {
                    AccessKeyId = "attacker",
                    SecretAccessKey = "attacker-secret",
                    Buckets = [RequestDraft.Bucket, RequestDraft.OtherBucket],
                },
                new LocalS3AccessKey { AccessKeyId = "reader", SecretAccessKey = "reader-secret", IsReadOnly = true },
            },
        });
        var started = new MalformedServer(outer, server);
        await started.AcceptAsync(new WireRequest("PUT", $"/{Witness}"));
        foreach (var key in WitnessKeys)
        {
            await started.AcceptAsync(
                new WireRequest("PUT", $"/{Witness}/{key}", Encoding.ASCII.GetBytes(Secret + key)));
        }

        return started;
    }

    /// <summary>Starts an upload of the attacker, whose ID the next requests use.</summary>
    internal async Task<string> StartUploadAsync()
    {
        // A bucket that was deleted comes back.
        await SendAsync(new WireRequest("PUT", $"/{RequestDraft.Bucket}"));
        var reply = await AcceptAsync(new WireRequest("POST", $"/{RequestDraft.Bucket}/a?uploads"));
        await AcceptAsync(new WireRequest("PUT", $"/{RequestDraft.Bucket}/a", "hello, world"u8.ToArray()));
        var uploadId = reply.Text.Split("<UploadId>")[1].Split('<')[0];
        await AcceptAsync(new WireRequest(
            "PUT", $"/{RequestDraft.Bucket}/a?partNumber=1&uploadId={uploadId}", "hello"u8.ToArray()));
        return uploadId;
    }

    /// <summary>Sends a request with the key that may do everything.</summary>
    internal async Task<WireReply> SendAsync(WireRequest request)
    {
        Owner.SignHeader(request);
        return await Client.SendAsync(request);
    }

    internal async Task<WireReply> AcceptAsync(WireRequest request) =>
        await SendAsync(request) is { IsSuccess: true } reply
            ? reply
            : throw new InvalidOperationException($"{request.Method} {request.Target}: a valid request was rejected.");

    /// <summary>Returns what is wrong after a request; an empty text if nothing is.</summary>
    internal async Task<string> CheckAsync(bool isThorough)
    {
        var keys = isThorough ? WitnessKeys : WitnessKeys[..1];
        foreach (var key in keys)
        {
            var reply = await SendAsync(new WireRequest("GET", $"/{Witness}/{key}"));
            if (!reply.IsSuccess || reply.Body != Secret + key)
            {
                return $"the object {key} is not what was acknowledged: {reply.Status} {reply.Body}";
            }
        }

        return CheckFolder() + (isThorough ? await CheckThoroughlyAsync() : "");
    }

    private string CheckFolder()
    {
        string[] inside = [".discovitas-s3", Witness, RequestDraft.Bucket, RequestDraft.OtherBucket];
        var strange = Names(_outer.FullName).Except(["outside", "data"])
            .Concat(Names(Server.Folder).Except(inside))
            .Concat(Names(Path.Combine(Server.Folder, ".discovitas-s3"))
                .Except(["staging", "locks", "buckets", "port"]))
            .Concat(Names(Path.Combine(Server.Folder, ".discovitas-s3", "buckets")).Except(inside[1..]))
            .ToList();
        return strange.Count == 0 ? "" : $"strange in the folder: {string.Join(", ", strange)}. ";
    }

    private async Task<string> CheckThoroughlyAsync()
    {
        var links = new DirectoryInfo(Server.Folder).EnumerateFileSystemInfos("*", SearchOption.AllDirectories)
            .Where(entry => entry.LinkTarget is not null).Select(entry => entry.FullName);
        var strange = links.Concat(Elsewhere().Except(_elsewhere)).ToList();
        var outside = await File.ReadAllTextAsync(Path.Combine(_outer.FullName, "outside"));
        return strange.Count > 0 ? $"strange: {string.Join(", ", strange)}. "
            : outside == Secret ? ""
            : "the file outside was changed. ";
    }

    /// <summary>Returns the entries of the folders in which files of relative and wrong paths would be.</summary>
    private static IEnumerable<string> Elsewhere() =>
        new[] { Environment.CurrentDirectory, AppContext.BaseDirectory, "/", "/etc" }
            .Where(Directory.Exists).Distinct().SelectMany(Directory.EnumerateFileSystemEntries);

    private static IEnumerable<string?> Names(string folder) =>
        Directory.Exists(folder) ? Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName) : [];

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        _outer.Delete(recursive: true);
    }
}
