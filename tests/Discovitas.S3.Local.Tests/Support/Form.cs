using System.Security.Cryptography;
using System.Text.Json;

namespace Discovitas.S3.Local.Tests.Support;

/// <summary>
/// A form as a browser sends it, byte for byte. Its signature is computed without code of the server. Every property
/// can be made wrong, before or after signing.
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

    internal string Target { get; set; }

    internal string AccessKeyId { get; set; }

    internal string Secret { get; set; }

    internal string Region { get; set; } = "us-east-1";

    internal DateTimeOffset Time { get; set; } = DateTimeOffset.UtcNow;

    internal TimeSpan Lifetime { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Gets the fields, which include those of the signature after signing.</summary>
    internal List<(string Name, string Value)> Fields { get; } = [];

    internal List<object> Conditions { get; }

    /// <summary>Gets or sets the policy; <see langword="null"/> to write it from the conditions.</summary>
    internal string? Policy { get; set; }

    /// <summary>Gets or sets the name of the file; <see langword="null"/> for none.</summary>
    internal string? FileName { get; set; } = "a.txt";

    internal byte[] File { get; set; } = "hello"u8.ToArray();

    /// <summary>Gets or sets what follows the file, which is the end of the form by default.</summary>
    internal string End { get; set; } = $"\r\n--{Boundary}--\r\n";

    internal string ContentType { get; set; } = $"multipart/form-data; boundary={Boundary}";

    internal static Form Create(Scenario scenario, string key = "k") => new(scenario, key);

    /// <summary>Adds a field, with a condition that it has this value or with another condition.</summary>
    internal Form With(string name, string value, params object[] condition)
    {
        Fields.Add((name, value));
        Conditions.Add(condition.Length > 0 ? condition : new Dictionary<string, object> { [name] = value });
        return this;
    }

    /// <summary>Adds a condition without a field.</summary>
    internal Form If(params object[] condition)
    {
        Conditions.Add(condition);
        return this;
    }

    internal Form Sign()
    {
        var date = Time.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        With("x-amz-algorithm", "AWS4-HMAC-SHA256");
        With("x-amz-credential", $"{AccessKeyId}/{date[..8]}/{Region}/s3/aws4_request");
        With("x-amz-date", date);
        var expiration = (Time + Lifetime).UtcDateTime;
        var policy = Convert.ToBase64String(Encoding.UTF8.GetBytes(
            Policy ?? JsonSerializer.Serialize(new Dictionary<string, object>
            {
                ["expiration"] = expiration.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
                ["conditions"] = Conditions,
            })));
        var key = Encoding.UTF8.GetBytes("AWS4" + Secret);
        foreach (var part in new[] { date[..8], Region, "s3", "aws4_request" })
        {
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        }

        Fields.Add(("policy", policy));
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(policy)));
        Fields.Add(("x-amz-signature", signature));
        return this;
    }

    /// <summary>Changes a field after signing, or removes it for <see langword="null"/>.</summary>
    internal Form Change(string name, Func<string, string?> change)
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

    internal RawRequest Request(string? host = null)
    {
        var fields = string.Concat(Fields.Select(field => Part(field.Name, field.Value)));
        var file = FileName is null ? "" : $"; filename=\"{FileName}\"";
        var request = new RawRequest("POST", Target)
        {
            Body =
            [
                .. Encoding.UTF8.GetBytes(
                    $"{fields}--{Boundary}\r\nContent-Disposition: form-data; name=\"file\"{file}\r\n" +
                    "Content-Type: text/html\r\n\r\n"),
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

    internal Task<RawResponse> SendAsync(Scenario scenario, string? host = null) =>
        scenario.Raw.SendAsync(Request(host), sign: false);

    internal static string Part(string name, string value) =>
        $"--{Boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n";
}
