using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Discovitas.S3.ClientTests.Scenarios;

/// <summary>The AWS command line: what <c>aws s3</c> prints, and what is then in the folder.</summary>
internal sealed partial class AwsCli(Endpoint endpoint, string program, string folder)
{
    private readonly StepLog _log = new();

    private string Bucket => $"s3://{endpoint.Bucket}";

    internal static ForeignClient Create(string name, string? program, string version) => new(
        name,
        Script.Prints(program, $"aws-cli/{version}", "--version")
            ? null
            : $"There is no AWS command line {version} ({program ?? "none other than Debian's"}).",
        async endpoint =>
        {
            var folder = Directory.CreateTempSubdirectory("discovitas-aws-");
            try
            {
                return await new AwsCli(endpoint, program!, folder.FullName).RunAsync();
            }
            finally
            {
                folder.Delete(recursive: true);
            }
        });

    private async Task<string> RunAsync()
    {
        await AwsAsync("make the bucket", "s3", "mb", Bucket);
        Write("here/a.txt", "hello, world\n"u8.ToArray());
        Write("here/large.bin", Bytes(20 * MiB));
        Write("here/deep/ü & ß.txt", Bytes(5));
        await CopiesAsync();
        await FoldersAsync();
        await CallsAsync();
        await AwsAsync("remove the bucket while it is full", "s3", "rb", Bucket);
        await AwsAsync("remove all", "s3", "rm", Bucket, "--recursive");
        await AwsAsync("remove the bucket", "s3", "rb", Bucket);
        return _log.ToString();
    }

    private async Task CopiesAsync()
    {
        await AwsAsync("cp a file", "s3", "cp", "here/a.txt", $"{Bucket}/a.txt");
        await AwsAsync("cp 20 MiB", "s3", "cp", "here/large.bin", $"{Bucket}/large.bin");
        await AwsAsync("cp 20 MiB from S3 to S3", "s3", "cp", $"{Bucket}/large.bin", $"{Bucket}/copy.bin");
        await AwsAsync("cp 20 MiB back", "s3", "cp", $"{Bucket}/copy.bin", "back.bin");
        await AwsAsync("cp to the standard output", "s3", "cp", $"{Bucket}/a.txt", "-");
        await AwsAsync("cp what is missing", "s3", "cp", $"{Bucket}/missing", "missing");
        await AwsAsync("cp into a missing bucket", "s3", "cp", "here/a.txt", $"{Bucket}-missing/a.txt");
        await AwsAsync("cp with metadata", "s3", "cp", "here/a.txt", $"{Bucket}/meta.txt", "--metadata", "a=b",
            "--content-type", "image/png", "--cache-control", "max-age=1");
        await AwsAsync("head it", "s3api", "head-object", "--bucket", endpoint.Bucket, "--key", "meta.txt");
        await AwsAsync("mv within S3", "s3", "mv", $"{Bucket}/meta.txt", $"{Bucket}/moved.txt");
        await AwsAsync("mv to here", "s3", "mv", $"{Bucket}/moved.txt", "moved.txt");
        await AwsAsync("mv to S3", "s3", "mv", "moved.txt", $"{Bucket}/moved.txt");
        Files("files after cp and mv");
    }

    private async Task FoldersAsync()
    {
        await AwsAsync("sync to S3", "s3", "sync", "here", $"{Bucket}/tree");
        await AwsAsync("sync to S3 again", "s3", "sync", "here", $"{Bucket}/tree");
        await AwsAsync("sync to here", "s3", "sync", $"{Bucket}/tree", "there");
        await AwsAsync("sync within S3", "s3", "sync", $"{Bucket}/tree", $"{Bucket}/other");
        File.Delete(Path.Combine(folder, "here", "a.txt"));
        await AwsAsync("sync to S3 with deletions", "s3", "sync", "here", $"{Bucket}/tree", "--delete");
        await AwsAsync("sync to here with deletions", "s3", "sync", $"{Bucket}/tree", "there", "--delete");
        Files("files after sync");
        await AwsAsync("ls", "s3", "ls", $"{Bucket}/tree/");
        await AwsAsync("ls all", "s3", "ls", Bucket, "--recursive", "--summarize");
        await AwsAsync("rm", "s3", "rm", $"{Bucket}/other/", "--recursive");
    }

    private async Task CallsAsync()
    {
        await AwsAsync("put-object", "s3api", "put-object", "--bucket", endpoint.Bucket, "--key", "put", "--body",
            "here/deep/ü & ß.txt");
        await AwsAsync("get-object", "s3api", "get-object", "--bucket", endpoint.Bucket, "--key", "put", "got");
        await AwsAsync("list-objects-v2", "s3api", "list-objects-v2", "--bucket", endpoint.Bucket, "--max-items", "2");
        await AwsAsync("list-multipart-uploads", "s3api", "list-multipart-uploads", "--bucket", endpoint.Bucket);
        await AwsAsync("get-bucket-acl", "s3api", "get-bucket-acl", "--bucket", endpoint.Bucket);
        await PresignAsync("by default");
        Write(".aws/config", "[default]\ns3 =\n    signature_version = s3v4\n"u8.ToArray());
        await PresignAsync("with s3v4");
        Files("files after all");
    }

    private async Task PresignAsync(string how)
    {
        var url = await AwsAsync($"presign {how}", "s3", "presign", $"{Bucket}/a.txt");
        await _log.AddAsync($"get with the URL, presigned {how}", async () =>
        {
            using var http = new HttpClient();
            using var response = await http.GetAsync(new Uri(url.Trim()));
            var text = await response.Content.ReadAsStringAsync();
            return new { Status = (int)response.StatusCode, Body = response.IsSuccessStatusCode ? text : null };
        });
    }

    private async Task<string> AwsAsync(string name, params string[] arguments)
    {
        var start = Script.Start(endpoint, program, ["--endpoint-url", endpoint.Url, .. arguments]);
        start.WorkingDirectory = folder;
        start.Environment["HOME"] = folder;
        start.Environment["AWS_CONFIG_FILE"] = Path.Combine(folder, ".aws", "config");
        start.Environment["LC_ALL"] = "C.UTF-8";
        var result = await Programs.RunAsync(start);
        _log.Add(name, new { result.Code, Output = Read(name, result.Output), Error = Lines(result.Error) });
        return result.Output;
    }

    private static object Read(string name, string output) => output switch
    {
        _ when name.StartsWith("presign", StringComparison.Ordinal) => "(a URL)",
        ['{', ..] => JsonNode.Parse(output)!,
        _ => Lines(output),
    };

    // Transfers run at once, and their progress is written over itself.
    private static string[] Lines(string text) =>
    [
        .. text.Split('\n').Select(line => line[(line.TrimEnd('\r').LastIndexOf('\r') + 1)..].TrimEnd())
            .Where(line => line.Length > 0 && !line.StartsWith("Completed ", StringComparison.Ordinal))
            .Select(line => Date().Replace(line, "(date)"))
            .Order(StringComparer.Ordinal),
    ];

    private void Write(string name, byte[] bytes)
    {
        var path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
    }

    private void Files(string name) => _log.Add(name, Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
        .Where(path => !path.Contains("/.", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
        .Select(path => new { name = Path.GetRelativePath(folder, path), sum = Sum(File.ReadAllBytes(path)) }));

    private static string Sum(byte[] bytes) => $"{bytes.Length} {Convert.ToHexStringLower(SHA256.HashData(bytes))}";

    [GeneratedRegex(@"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d")]
    private static partial Regex Date();
}
