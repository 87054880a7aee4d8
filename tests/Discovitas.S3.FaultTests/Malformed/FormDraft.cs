using System.Globalization;
using System.Text;

namespace Discovitas.S3.FaultTests.Malformed;

/// <summary>A signed upload form, whose fields and policy can be wrong before and after signing.</summary>
internal sealed class FormDraft(RequestSigner signer, string bucket, string key)
{
    private const string Boundary = "----boundary";

    /// <summary>Gets the fields before those of the signature.</summary>
    internal List<(string Name, string Value)> Fields { get; } = [("key", key)];

    /// <summary>Gets the fields that are sent but not in the policy.</summary>
    internal List<(string Name, string Value)> Extra { get; } = [];

    internal DateTimeOffset Expiration { get; init; } = signer.Time + TimeSpan.FromMinutes(5);

    internal Func<string, string> ChangePolicy { get; init; } = policy => policy;

    /// <summary>Gets what changes the fields after signing.</summary>
    internal Action<List<(string Name, string Value)>> ChangeFields { get; init; } = _ => { };

    internal byte[] File { get; set; } = "hello"u8.ToArray();

    internal WireRequest ToRequest()
    {
        var fields = new List<(string Name, string Value)>(Fields)
        {
            ("x-amz-algorithm", "AWS4-HMAC-SHA256"),
            ("x-amz-credential", $"{signer.KeyId}/{signer.Scope}"),
            ("x-amz-date", signer.Stamp),
        };
        var policy = Convert.ToBase64String(Encoding.UTF8.GetBytes(ChangePolicy(Policy(fields))));
        fields.Add(("policy", policy));
        fields.Add(("x-amz-signature", signer.Sign(policy)));
        fields.AddRange(Extra);
        ChangeFields(fields);
        var head = string.Concat(fields.Select(field => Part($"\"{field.Name}\"", field.Value)));
        var request = new WireRequest("POST", $"/{bucket}",
        [
            .. Encoding.UTF8.GetBytes(head + Part("\"file\"; filename=\"a.txt\"", "")[..^2]),
            .. File,
            .. Encoding.UTF8.GetBytes($"\r\n--{Boundary}--\r\n"),
        ]);
        return request.With("Host", signer.Host).With("Content-Type", $"multipart/form-data; boundary={Boundary}");
    }

    private string Policy(IEnumerable<(string Name, string Value)> fields)
    {
        var conditions = fields.Prepend(("bucket", bucket)).Select(field => $"{{\"{field.Item1}\":\"{field.Item2}\"}}");
        var until = Expiration.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        return $"{{\"expiration\":\"{until}\",\"conditions\":[{string.Join(',', conditions)}," +
            "[\"content-length-range\",0,1000000]]}";
    }

    private static string Part(string name, string value) =>
        $"--{Boundary}\r\nContent-Disposition: form-data; name={name}\r\n\r\n{value}\r\n";
}
