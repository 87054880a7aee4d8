using System.Xml;
using System.Xml.Linq;
using Discovitas.S3.Local.Checksums;
using Discovitas.S3.Local.Protocol;
using Microsoft.AspNetCore.Http;

namespace Discovitas.S3.Local.Faults;

/// <summary>The answer has other ETags or checksums than it should, in headers and in XML.</summary>
/// <param name="etag">What becomes of an ETag; null where it is left out.</param>
/// <param name="checksum">What becomes of a checksum; null where it is left out.</param>
internal sealed class AlteredAnswer(Func<string, string>? etag, Func<string, string>? checksum) : IFault
{
    public async Task ApplyAsync(FaultyRequest request)
    {
        var answer = await HeldAnswer.OfAsync(request).ConfigureAwait(false);
        foreach (var (name, change) in Changes(algorithm => algorithm.Header, "x-amz-checksum-type"))
        {
            AlterHeader(answer.Response.Headers, name, change);
        }

        // the body of GetObject is the object's own, be it XML or not
        if (answer.Body.Length > 0 && request.Request.Operation is not S3Operation.GetObject)
        {
            answer.Replace(AlterXml(answer.Body));
        }

        if (answer.Body.Length > 0)
        {
            await answer.SendAsync(answer.Body).ConfigureAwait(false);
        }
    }

    private IEnumerable<(string Name, Func<string, string>? Change)> Changes(Func<ChecksumAlgorithm, string> name, string type)
    {
        // without a checksum there is no type of it either
        Func<string, string>? ofType = checksum is null ? null : OtherValue.Same;
        return ChecksumAlgorithm.All.Select(algorithm => (name(algorithm), checksum)).Append(("ETag", etag)).Append((type, ofType));
    }

    private static void AlterHeader(IHeaderDictionary headers, string name, Func<string, string>? change)
    {
        if (change is null)
        {
            headers.Remove(name);
        }
        else if (headers.TryGetValue(name, out var value))
        {
            headers[name] = change(value.ToString());
        }
    }

    private byte[] AlterXml(byte[] body)
    {
        using var reader = XmlReader.Create(new MemoryStream(body), new XmlReaderSettings { CheckCharacters = false });
        var root = XElement.Load(reader);
        foreach (var (name, change) in Changes(algorithm => algorithm.Element, "ChecksumType"))
        {
            var elements = root.Descendants(root.Name.Namespace + name).ToList();
            elements.ForEach(element => element.ReplaceWith(change is null ? null : new XElement(element.Name, change(element.Value))));
        }

        return Answer.Bytes(root);
    }
}
