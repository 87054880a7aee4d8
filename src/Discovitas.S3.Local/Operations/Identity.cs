using System.Xml.Linq;
using Discovitas.S3.Local.Protocol;
using Discovitas.S3.Local.Signing;

namespace Discovitas.S3.Local.Operations;

/// <summary>The one account, as the XML of listings names it.</summary>
internal static class Identity
{
    public static XElement Of(string role) => Answer.Element(role,
        Answer.Element("ID", AccessPolicy.Owner),
        Answer.Element("DisplayName", "local"));
}
