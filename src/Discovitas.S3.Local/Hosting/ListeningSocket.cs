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
    private const int MaxRemembered = 16;

    /// <summary>
    /// Listens on the port; on 0, on the first free one of those in the file, or any other, which the file then remembers. So the URLs of
    /// each of several servers on a folder survive its restart.
    /// </summary>
    public static Socket Open(int port, string portFile)
    {
        if (port != 0)
        {
            return TryListen(port) ?? throw new IOException($"Port {port} of 127.0.0.1 is in use by another program. Set another one, or 0 for any that is free.");
        }

        foreach (var remembered in Remembered(portFile))
        {
            if (TryListen(remembered) is { } known)
            {
                return known;
            }
        }

        var socket = TryListen(0) ?? throw new IOException("No port of 127.0.0.1 is free.");
        File.AppendAllLines(portFile, [((IPEndPoint)socket.LocalEndPoint!).Port.ToString(CultureInfo.InvariantCulture)]);
        return socket;
    }

    private static IEnumerable<int> Remembered(string portFile) => (File.Exists(portFile) ? File.ReadAllLines(portFile) : [])
        .Select(line => ushort.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port : 0)
        .Where(port => port != 0)
        .Take(MaxRemembered);

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
