namespace Discovitas.S3.Local.Tests.Support;

/// <summary>Reads the XML of a response without its namespace.</summary>
internal static class Xml
{
    /// <summary>Returns the value of the only element with this name, or <see langword="null"/>.</summary>
    internal static string? Value(RawResponse response, string name) => Values(response, name).SingleOrDefault();

    internal static string[] Values(RawResponse response, string name) =>
    [
        .. XElement.Parse(response.Body).Descendants()
            .Where(one => one.Name.LocalName == name)
            .Select(one => one.Value),
    ];

    /// <summary>Returns the elements of an error that describe it, apart from code, message and IDs.</summary>
    internal static (string Name, string Value)[] Details(RawResponse error) =>
    [
        .. XElement.Parse(error.Body).Elements().Select(one => (one.Name.LocalName, one.Value))
            .Where(one => one.LocalName is not ("Code" or "Message" or "RequestId" or "HostId")),
    ];
}
