using System.Net;

namespace Discovitas.S3.Local.Hosting;

/// <summary>The address at which programs of this machine reach a server.</summary>
internal static class ServiceAddress
{
    internal static string Create(IPEndPoint end, bool isHttps)
    {
        if (isHttps)
        {
            return $"https://localhost:{end.Port}";
        }

        var isAny = end.Address.Equals(IPAddress.Any) || end.Address.Equals(IPAddress.IPv6Any);
        return $"http://{(isAny ? new IPEndPoint(IPAddress.Loopback, end.Port) : end)}";
    }
}
