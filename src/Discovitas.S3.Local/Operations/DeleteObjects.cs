using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local.Operations;

/// <summary>Deletes up to 1,000 objects. Objects that do not exist count as deleted.</summary>
internal sealed class DeleteObjects : IOperation
{
    private const int MaxKeys = 1000;

    public async Task<S3Response> RunAsync(S3Exchange exchange)
    {
        var document = await exchange.Body.ReadVerifiedDocumentAsync(exchange.Aborted).ConfigureAwait(false);
        var request = S3Xml.Parse(document, "Delete");
        var quiet = S3Xml.Value(request, "Quiet") == "true";
        var result = S3Xml.Element("DeleteResult");
        foreach (var (key, version) in Objects(request))
        {
            if (version is not (null or "" or "null"))
            {
                result.Add(NoSuchVersion(key, version));
                continue;
            }

            await exchange.Store.Objects.DeleteAsync(exchange.Bucket, key, exchange.Aborted).ConfigureAwait(false);
            if (!quiet)
            {
                result.Add(S3Xml.Element("Deleted", S3Xml.Element("Key", key)));
            }
        }

        return S3Response.FromXml(result);
    }

    private static (string Key, string? Version)[] Objects(XElement request)
    {
        var objects = S3Xml.Children(request, "Object")
            .Select(item => (Key(item), S3Xml.Value(item, "VersionId")))
            .ToArray();
        return objects.Length is > 0 and <= MaxKeys ? objects : throw new S3Exception(S3Error.MalformedXml);
    }

    private static XElement NoSuchVersion(string key, string version) => S3Xml.Element("Error",
        S3Xml.Element("Key", key),
        S3Xml.Element("VersionId", version),
        S3Xml.Element("Code", S3Error.NoSuchVersion.Code),
        S3Xml.Element("Message", S3Error.NoSuchVersion.Message));

    private static string Key(XElement item) =>
        S3Xml.Value(item, "Key") is { Length: > 0 } key ? key : throw new S3Exception(S3Error.MalformedXml);
}
