using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace Discovitas.S3.Local.Hosting;

/// <summary>
/// A socket on 127.0.0.1 that listens before a server is behind it: the address is known at once, and who connects early waits.
/// </summary>
internal static class ListeningSocket
{
    private const int Backlog = 512;

    /// <summary>Listens on the port; on 0, on the one in the file or any free one, which the file then remembers.</summary>
    public static Socket Open(int port, string portFile)
    {
        if (port != 0)
        {
            return TryListen(port) ?? throw new IOException($"Port {port} of 127.0.0.1 is in use by another program. Set another one, or 0 for any that is free.");
        }

        var socket = TryListen(Remembered(portFile)) ?? TryListen(0) ?? throw new IOException("No port of 127.0.0.1 is free.");
        File.WriteAllText(portFile, ((IPEndPoint)socket.LocalEndPoint!).Port.ToString(CultureInfo.InvariantCulture));
        return socket;
    }

    private static int Remembered(string portFile) =>
        File.Exists(portFile) && ushort.TryParse(File.ReadAllText(portFile), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            ? port
            : 0;

    private static Socket? TryListen(int port)
    {
        try
        {
            var socket = SocketTransportOptions.CreateDefaultBoundListenSocket(new IPEndPoint(IPAddress.Loopback, port));
            socket.Listen(Backlog);
            return socket;
        }
        catch (SocketException taken) when (taken.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
        {
            return null;
        }
    }
}
