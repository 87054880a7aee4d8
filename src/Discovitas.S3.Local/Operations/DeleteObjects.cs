using System.Xml.Linq;
using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local.Operations;

/// <summary>Deletes up to 1,000 keys; those that are not there count as deleted.</summary>
internal sealed class DeleteObjects : IOperation
{
    private const int Most = 1000;

    public async Task RunAsync(S3Exchange exchange)
    {
        var document = await exchange.Body.ReadProvenDocumentAsync(exchange.Aborted).ConfigureAwait(false);
        var request = XmlRequest.Parse(document, "Delete");
        var quiet = XmlRequest.Value(request, "Quiet") == "true";
        var result = Answer.Element("DeleteResult");
        foreach (var key in Keys(request))
        {
            await exchange.Store.Objects.DeleteAsync(exchange.Bucket, key, exchange.Aborted).ConfigureAwait(false);
            if (!quiet)
            {
                result.Add(Answer.Element("Deleted", Answer.Element("Key", key)));
            }
        }

        await Answer.XmlAsync(exchange.Response, result).ConfigureAwait(false);
    }

    private static string[] Keys(XElement request)
    {
        var keys = XmlRequest.Children(request, "Object")
            .Select(item => XmlRequest.Value(item, "Key") is { Length: > 0 } key ? key : throw new S3Exception(S3Error.MalformedXml))
            .ToArray();
        return keys.Length is > 0 and <= Most ? keys : throw new S3Exception(S3Error.MalformedXml);
    }
}
