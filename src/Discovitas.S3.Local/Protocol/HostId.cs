using System.Security.Cryptography;

namespace Discovitas.S3.Local.Protocol;

/// <summary>
/// The second ID of a request, which S3 sends as the header <c>x-amz-id-2</c> and as <c>HostId</c> of an error. It
/// follows from the first, so that both places agree.
/// </summary>
internal static class HostId
{
    internal static string From(string requestId) =>
        Convert.ToBase64String(SHA384.HashData(Encoding.ASCII.GetBytes(requestId)));
}
