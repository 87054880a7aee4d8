using System.Security.Cryptography;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Discovitas.S3.ClientTests.Differential;

/// <summary>An answer: status, headers, and the body as a tree or as its length and hash.</summary>
internal sealed class Reply(int status, JsonObject headers, JsonNode? body, Endpoint endpoint)
{
    private static readonly string[] Headers =
    [
        "etag",
        "content-type",
        "content-length",
        "content-range",
        "content-disposition",
        "content-encoding",
        "content-language",
        "cache-control",
        "accept-ranges",
        "last-modified",
        "location",
        "expires",
    ];

    private static readonly string[] Lists =
        ["Contents", "CommonPrefixes", "Part", "Upload", "Deleted", "Version", "DeleteMarker", "Tag", "Grant"];

    private static readonly string[] Encoded =
        ["Key", "Prefix", "Delimiter", "Marker", "NextMarker", "StartAfter", "KeyMarker", "NextKeyMarker"];

    // They are another for each request.
    private static readonly string[] Skipped = ["x-amz-request-id", "x-amz-id-2"];

    /// <summary>Reads an answer.</summary>
    internal static async Task<Reply> ReadAsync(HttpResponseMessage response, Call call, Endpoint endpoint)
    {
        var bytes = await response.Content.ReadAsByteArrayAsync();
        var xml = Parse(bytes, call, response.IsSuccessStatusCode);
        var headers = new JsonObject();
        foreach (var (name, values) in response.Headers.Concat(response.Content.Headers))
        {
            var lower = name.ToLowerInvariant();
            var isOfXml = xml is not null && lower is "content-length" or "content-type";
            if (!isOfXml && !Skipped.Contains(lower)
                && (Headers.Contains(lower) || lower.StartsWith("x-amz-", StringComparison.Ordinal)))
            {
                headers[lower] = string.Join(", ", values);
            }
        }

        if (xml?.Element(xml.Name.Namespace + "EncodingType")?.Value == "url")
        {
            Decode(xml);
        }

        var body = xml is not null ? Tree(xml) : bytes.Length == 0 ? null : JsonValue.Create(
            $"{bytes.Length} bytes, {Convert.ToHexStringLower(SHA256.HashData(bytes))[..16]}");
        return new Reply((int)response.StatusCode, headers, body, endpoint);
    }

    /// <summary>Returns the first value of that name, in the headers or in the tree.</summary>
    internal string? Find(string name) =>
        headers[name.ToLowerInvariant()]?.ToString() ?? Find(body, name);

    /// <summary>Returns the answer without what is another on every store.</summary>
    internal JsonObject ToJson()
    {
        var line = new JsonObject
        {
            ["step"] = "",
            ["status"] = status,
            ["headers"] = headers.DeepClone(),
            ["body"] = body?.DeepClone(),
        };
        return Answers.Parse(line.ToJsonString(), endpoint).Steps[0];
    }

    private static string? Find(JsonNode? node, string name) => node switch
    {
        JsonObject members => (members[name] as JsonValue)?.ToString()
            ?? members.Select(member => Find(member.Value, name)).FirstOrDefault(found => found is not null),
        _ => null,
    };

    private static XElement? Parse(byte[] bytes, Call call, bool isSuccess)
    {
        if (bytes.Length == 0 || (call.Operation is "GetObject" && isSuccess))
        {
            return null;
        }

        try
        {
            // Keys may hold what XML 1.0 does not allow.
            var settings = new XmlReaderSettings { CheckCharacters = false };
            using var reader = XmlReader.Create(new StringReader(Encoding.UTF8.GetString(bytes)), settings);
            return XElement.Load(reader, LoadOptions.PreserveWhitespace);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    // S3 writes / as it is and a space as +, Ceph %2F and %20.
    private static void Decode(XElement xml)
    {
        foreach (var element in xml.DescendantsAndSelf().Where(element => Encoded.Contains(element.Name.LocalName)))
        {
            if (!element.HasElements)
            {
                element.Value = Uri.UnescapeDataString(element.Value.Replace('+', ' '));
            }
        }
    }

    private static JsonNode? Tree(XElement element)
    {
        if (!element.HasElements)
        {
            return JsonValue.Create(element.Value);
        }

        var members = new JsonObject();
        foreach (var group in element.Elements().GroupBy(child => child.Name.LocalName))
        {
            var isList = Lists.Contains(group.Key) || group.Count() > 1;
            members[group.Key] = isList ? new JsonArray([.. group.Select(Tree)]) : Tree(group.First());
        }

        return members;
    }
}
