using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Discovitas.S3.Inspecting;

/// <summary>Represents where clamd listens.</summary>
internal sealed class ClamdEndpoint
{
    private readonly EndPoint _address;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _time;

    private ClamdEndpoint(EndPoint address, TimeSpan timeout, TimeProvider time)
    {
        _address = address;
        _timeout = timeout;
        _time = time;
    }

    /// <summary>Returns the endpoint, or null if the text is neither host and port nor a path.</summary>
    internal static ClamdEndpoint? Parse(string? text, TimeSpan timeout, TimeProvider time) =>
        AddressOf(text) is { } address ? new ClamdEndpoint(address, timeout, time) : null;

    /// <exception cref="SocketException">clamd does not listen there.</exception>
    /// <exception cref="TimeoutException">The connection was not made in time.</exception>
    internal async Task<Socket> ConnectAsync(CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(_timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        var socket = _address is UnixDomainSocketEndPoint
            ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
            : new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(_address, either.Token).ConfigureAwait(false);
            return socket;
        }
        catch (Exception failure)
        {
            socket.Dispose();
            if (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested)
            {
                throw new TimeoutException(
                    $"clamd did not accept a connection within {_timeout.TotalSeconds} s.", failure);
            }

            throw;
        }
    }

    private static EndPoint? AddressOf(string? text)
    {
        if (text is null or "")
        {
            return null;
        }

        if (text[0] == '/')
        {
            return PathOf(text);
        }

        var colon = text.LastIndexOf(':');
        var host = colon > 0 ? text[..colon] : "";
        var isAddress = Uri.CheckHostName(host) is not UriHostNameType.Unknown;
        return isAddress
            && ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            && port > 0
            ? new DnsEndPoint(host.Trim('[', ']'), port)
            : null;
    }

    private static UnixDomainSocketEndPoint? PathOf(string path)
    {
        try
        {
            return new UnixDomainSocketEndPoint(path);
        }
        catch (ArgumentOutOfRangeException)
        {
            // Longer than the system allows.
            return null;
        }
    }
}
