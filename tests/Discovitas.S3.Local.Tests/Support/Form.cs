using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Discovitas.S3.Local.Tests.Support;

/// <summary>
/// A form as a browser sends it, byte for byte. It signs by its own reading of POST policies, which shares no code with the server's;
/// each of its properties may be made wrong, before the signature is computed or after.
/// </summary>
internal sealed class Form
{
    private const string Boundary = "----WebKitFormBoundary7MA4YWxkTrZu0gW";

    private Form(Scenario scenario, string key)
    {
        Target = $"/{scenario.Bucket}";
        AccessKeyId = scenario.Server.AccessKeyId;
        Secret = scenario.Server.SecretAccessKey;
        Conditions = [new Dictionary<string, object> { ["bucket"] = scenario.Bucket }];
        With("key", key);
    }

    public string Target { get; set; }

    public string AccessKeyId { get; set; }

    public string Secret { get; set; }

    public string Region { get; set; } = "us-east-1";

    public DateTimeOffset Time { get; set; } = DateTimeOffset.UtcNow;

    public TimeSpan Lifetime { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The fields as they are sent, the signature's own among them once it is signed.</summary>
    public List<(string Name, string Value)> Fields { get; } = [];

    public List<object> Conditions { get; }

    /// <summary>The policy's text, where it is not to be made of the conditions.</summary>
    public string? Policy { get; set; }

    /// <summary>The name that the file part has; null for none.</summary>
    public string? FileName { get; set; } = "a.txt";

    public byte[] File { get; set; } = "hello"u8.ToArray();

    /// <summary>What stands after the file, in place of the end of the form.</summary>
    public string End { get; set; } = $"\r\n--{Boundary}--\r\n";

    public string ContentType { get; set; } = $"multipart/form-data; boundary={Boundary}";

    public static Form Of(Scenario scenario, string key = "k") => new(scenario, key);

    /// <summary>Adds a field and, unless told otherwise, the condition that it is this one.</summary>
    public Form With(string name, string value, params object[] condition)
    {
        Fields.Add((name, value));
        Conditions.Add(condition.Length > 0 ? condition : new Dictionary<string, object> { [name] = value });
        return this;
    }

    /// <summary>Adds a condition alone.</summary>
    public Form If(params object[] condition)
    {
        Conditions.Add(condition);
        return this;
    }

    public Form Sign()
    {
        var date = Time.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        With("x-amz-algorithm", "AWS4-HMAC-SHA256");
        With("x-amz-credential", $"{AccessKeyId}/{date[..8]}/{Region}/s3/aws4_request");
        With("x-amz-date", date);
        var policy = Convert.ToBase64String(Encoding.UTF8.GetBytes(Policy ?? JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["expiration"] = (Time + Lifetime).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            ["conditions"] = Conditions,
        })));
        var key = Encoding.UTF8.GetBytes("AWS4" + Secret);
        foreach (var part in new[] { date[..8], Region, "s3", "aws4_request" })
        {
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        }

        Fields.Add(("policy", policy));
        Fields.Add(("x-amz-signature", Convert.ToHexString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(policy))).ToLowerInvariant()));
        return this;
    }

    /// <summary>Changes a field that is already signed; null takes it away.</summary>
    public Form Change(string name, Func<string, string?> change)
    {
        var index = Fields.FindIndex(field => field.Name == name);
        var value = change(Fields[index].Value);
        Fields.RemoveAt(index);
        if (value is not null)
        {
            Fields.Insert(index, (name, value));
        }

        return this;
    }

    public RawRequest Request(string? host = null)
    {
        var fields = string.Concat(Fields.Select(field => Part(field.Name, field.Value)));
        var file = FileName is null ? "" : $"; filename=\"{FileName}\"";
        var request = new RawRequest("POST", Target)
        {
            Body =
            [
                .. Encoding.UTF8.GetBytes($"{fields}--{Boundary}\r\nContent-Disposition: form-data; name=\"file\"{file}\r\nContent-Type: text/html\r\n\r\n"),
                .. File,
                .. Encoding.UTF8.GetBytes(End),
            ],
        };
        request.Unsigned["content-type"] = ContentType;
        if (host is not null)
        {
            request.Headers["host"] = host;
        }

        return request;
    }

    public Task<RawAnswer> SendAsync(Scenario scenario, string? host = null) => scenario.Raw.SendAsync(Request(host), sign: false);

    public static string Part(string name, string value) =>
        $"--{Boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n";
}
