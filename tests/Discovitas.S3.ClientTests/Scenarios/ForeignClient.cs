namespace Discovitas.S3.ClientTests.Scenarios;

/// <summary>A client of S3, unmodified and with its default settings, and the calls that it makes.</summary>
/// <param name="Name">Its name, which is that of its file in the folder Expected, too.</param>
/// <param name="Missing">Why it cannot run here; null if it can.</param>
/// <param name="RunAsync">Makes the calls and returns what they got, one JSON object in each line.</param>
internal sealed record ForeignClient(string Name, string? Missing, Func<Endpoint, Task<string>> RunAsync)
{
    private static readonly string[] Debian = ["/usr/bin/python3", "/bin/python3", "/usr/bin/aws", "/bin/aws"];

    /// <summary>Gets all clients.</summary>
    internal static IReadOnlyList<ForeignClient> All { get; } =
    [
        AwsSdk.Create(),
        SdkTransfers.Create(),
        MinioSdk.Create(),
        Script.Python("boto3-debian", "/usr/bin/python3", "1.26."),
        Script.Python("boto3", Current("python3"), "1.43."),
        AwsCli.Create("awscli-debian", "/usr/bin/aws", "2.9."),
        AwsCli.Create("awscli", Current("aws"), "1.45."),
        Script.Node("aws-sdk-js", "aws.mjs"),
        Script.Node("minio-js", "minio.mjs"),
    ];

    /// <summary>Gets the folder for what clients got.</summary>
    internal static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "Answers");

    internal static ForeignClient Get(string name) => All.Single(client => client.Name == name);

    /// <summary>Makes the calls to a store.</summary>
    internal async Task<Answers> AskAsync(StoreKind store)
    {
        await using var endpoint = await Endpoint.OpenAsync(store);
        var answers = Answers.Parse(await RunAsync(endpoint), endpoint);
        Directory.CreateDirectory(Folder);
        await File.WriteAllTextAsync(PathOf(store), answers.Format());
        return answers;
    }

    /// <summary>Returns where the answers of the last run on a store are.</summary>
    internal string PathOf(StoreKind store) => Path.Combine(Folder, $"{Name}.{store}.jsonl");

    // Debian's Python sees Debian's packages only.
    private static string? Current(string program) =>
        Programs.FindAll(program).FirstOrDefault(path => !Debian.Contains(path));
}
