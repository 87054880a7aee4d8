using Discovitas.S3.Local.Protocol;
using Discovitas.S3.Local.Storage;

namespace Discovitas.S3.Local.Acl;

/// <summary>Reads and writes the XML of an ACL.</summary>
internal static class AclDocument
{
    private const string Root = "AccessControlPolicy";
    private const string List = "AccessControlList";
    private static readonly XNamespace Schema = "http://www.w3.org/2001/XMLSchema-instance";

    internal static Grant[] Parse(byte[] document)
    {
        var list = S3Xml.Children(S3Xml.Parse(document, Root), List).FirstOrDefault();
        return list is null
            ? throw new S3Exception(S3Error.MalformedXml)
            : [.. S3Xml.Children(list, nameof(Grant)).Select(Parse)];
    }

    /// <summary>Writes an ACL; <see langword="null"/> is the owner's full control.</summary>
    /// <param name="grants">The entries.</param>
    /// <param name="owner">The element of the owner.</param>
    internal static XElement ToXml(Grant[]? grants, XElement owner) => S3Xml.Element(Root,
        owner,
        S3Xml.Element(List, (grants ?? [Grants.OfOwner]).Select(grant => S3Xml.Element(nameof(Grant),
            ToXml(grant.Grantee),
            S3Xml.Element("Permission", grant.Permission)))));

    private static XElement ToXml(string grantee)
    {
        var isGroup = Grants.IsGroup(grantee);
        return S3Xml.Element("Grantee",
            new XAttribute(XNamespace.Xmlns + "xsi", Schema),
            new XAttribute(Schema + "type", isGroup ? "Group" : "CanonicalUser"),
            S3Xml.Element(isGroup ? "URI" : "ID", grantee));
    }

    private static Grant Parse(XElement grant)
    {
        var grantee = S3Xml.Children(grant, "Grantee").FirstOrDefault();
        var (kind, element) = grantee?.Attribute(Schema + "type")?.Value switch
        {
            "CanonicalUser" => ("id", "ID"),
            "Group" => ("uri", "URI"),
            "AmazonCustomerByEmail" => ("emailAddress", "EmailAddress"),
            _ => throw new S3Exception(S3Error.MalformedXml),
        };
        return Grants.Create(
            kind, S3Xml.Value(grantee!, element) ?? "", S3Xml.Value(grant, "Permission") ?? "");
    }
}
