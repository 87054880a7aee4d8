using Discovitas.S3.Local.Checksums;
using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local.Faults;

/// <summary>Changes or removes the ETags and checksums of the response, in headers and in XML.</summary>
/// <param name="etag">Changes an ETag; <see langword="null"/> to remove it.</param>
/// <param name="checksum">Changes a checksum; <see langword="null"/> to remove it.</param>
internal sealed class AlteredResponse(Func<string, string>? etag, Func<string, string>? checksum) : IFault
{
    public async Task<S3Response?> ApplyAsync(FaultyRequest request)
    {
        var response = await request.CarryOutAsync().ConfigureAwait(false);
        foreach (var (name, change) in Changes(algorithm => algorithm.Header, "x-amz-checksum-type"))
        {
            AlterHeader(response.Headers, name, change);
        }

        // Only XML of the server is changed: an object that is XML keeps its bytes.
        if (response.Body is XmlBody xml)
        {
            response.Body = new XmlBody(Alter(xml.Root));
        }

        return response;
    }

    private IEnumerable<(string Name, Func<string, string>? Change)> Changes(
        Func<ChecksumAlgorithm, string> name, string typeName)
    {
        // The type of a checksum is removed along with the checksum.
        Func<string, string>? type = checksum is null ? null : WrongValue.Keep;
        return ChecksumAlgorithm.All
            .Select(algorithm => (name(algorithm), checksum))
            .Append(("ETag", etag))
            .Append((typeName, type));
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

    private XElement Alter(XElement root)
    {
        foreach (var (name, change) in Changes(algorithm => algorithm.Element, "ChecksumType"))
        {
            foreach (var element in root.Descendants(root.Name.Namespace + name).ToList())
            {
                element.ReplaceWith(change is null ? null : new XElement(element.Name, change(element.Value)));
            }
        }

        return root;
    }
}
