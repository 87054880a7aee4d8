using System.Net;

namespace Discovitas.S3.Local.Hosting;

/// <summary>Another program listens on the port.</summary>
internal sealed class PortInUseException(IPAddress address, int port) : IOException(
    $"Port {port} of {address} is in use by another program. Set another port, or 0 for any free port.");
