using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local.Operations;

/// <summary>
/// Deletes up to 1,000 objects. Objects that do not exist count as deleted, unless the entry has a condition.
/// </summary>
internal sealed class DeleteObjects : IOperation
{
    private const int MaxKeys = 1000;

    public async Task<S3Response> RunAsync(S3Exchange exchange)
    {
        var document = await exchange.Body.ReadVerifiedDocumentAsync(exchange.Aborted).ConfigureAwait(false);
        var request = S3Xml.Parse(document, "Delete");
        var quiet = S3Xml.Value(request, "Quiet") == "true";
        var result = S3Xml.Element("DeleteResult");
        foreach (var entry in Entries(request))
        {
            if (await DeleteAsync(exchange, entry).ConfigureAwait(false) is { } error)
            {
                result.Add(error);
            }
            else if (!quiet)
            {
                result.Add(S3Xml.Element("Deleted", S3Xml.Element("Key", Key(entry))));
            }
        }

        return S3Response.FromXml(result);
    }

    /// <summary>Returns the entries of the objects. Throws if one has no key, before any object is deleted.</summary>
    private static XElement[] Entries(XElement request)
    {
        var entries = S3Xml.Children(request, "Object").ToArray();
        return entries.Length is > 0 and <= MaxKeys && Array.TrueForAll(entries, entry => Key(entry).Length > 0)
            ? entries
            : throw new S3Exception(S3Error.MalformedXml);
    }

    /// <summary>Deletes an object, or returns why not.</summary>
    private static async Task<XElement?> DeleteAsync(S3Exchange exchange, XElement entry)
    {
        var (key, version) = (Key(entry), S3Xml.Value(entry, "VersionId"));
        try
        {
            ObjectVersion.CheckEntry(version, key);
            await DeleteObject.DeleteAsync(exchange, key, S3Xml.Value(entry, "ETag")).ConfigureAwait(false);
            return null;
        }
        catch (S3Exception error)
        {
            return S3Xml.Element("Error",
                S3Xml.Element("Key", key),
                S3Xml.Optional("VersionId", version),
                S3Xml.Element("Code", error.Error.Code),
                S3Xml.Element("Message", error.Message));
        }
    }

    private static string Key(XElement item) =>
        S3Xml.Value(item, "Key") is { Length: > 0 } key ? key : throw new S3Exception(S3Error.MalformedXml);
}
