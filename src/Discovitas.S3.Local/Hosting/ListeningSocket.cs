using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace Discovitas.S3.Local.Hosting;

/// <summary>
/// A socket that listens before a server uses it. The address is known at once, and early clients wait.
/// </summary>
internal static class ListeningSocket
{
    private const int Backlog = 512;
    private const int MaxRemembered = 16;

    /// <summary>
    /// Listens on a port. For port 0, takes the first free port in the file, or else any free port, and adds it to the
    /// file. So the URLs of several servers on one folder survive a restart.
    /// </summary>
    internal static Socket Open(IPAddress address, int port, string portFile)
    {
        if (port != 0)
        {
            return TryListen(address, port) ?? throw new PortInUseException(address, port);
        }

        foreach (var remembered in Remembered(portFile))
        {
            if (TryListen(address, remembered) is { } known)
            {
                return known;
            }
        }

        var socket = TryListen(address, 0)
            ?? throw new IOException($"No port of {address} is free.");
        var chosen = ((IPEndPoint)socket.LocalEndPoint!).Port;
        File.AppendAllLines(portFile, [chosen.ToString(CultureInfo.InvariantCulture)]);
        return socket;
    }

    private static IEnumerable<int> Remembered(string portFile)
    {
        string[] lines = File.Exists(portFile) ? File.ReadAllLines(portFile) : [];
        return lines.Select(Port).Where(port => port != 0).Take(MaxRemembered);
    }

    private static int Port(string line) =>
        ushort.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port : 0;

    private static Socket? TryListen(IPAddress address, int port)
    {
        try
        {
            var socket = SocketTransportOptions.CreateDefaultBoundListenSocket(new IPEndPoint(address, port));
            socket.Listen(Backlog);
            return socket;
        }
        catch (SocketException taken) when (
            taken.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
        {
            return null;
        }
        catch (SocketException unavailable) when (
            unavailable.SocketErrorCode is SocketError.AddressNotAvailable or SocketError.AddressFamilyNotSupported)
        {
            throw new IOException(
                $"{address} is not an address of this machine. Set another LocalS3Options.BindAddress.", unavailable);
        }
    }
}
