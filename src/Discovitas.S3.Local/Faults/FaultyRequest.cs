using System.Buffers;
using Discovitas.S3.Local.Operations;
using Discovitas.S3.Local.Protocol;
using Microsoft.AspNetCore.Http;

namespace Discovitas.S3.Local.Faults;

/// <summary>A request to which a fault is applied, and what a fault may do with it.</summary>
internal sealed class FaultyRequest(
    Connection connection, S3Request request, RequestContext usual, Func<RequestContext, Task> carryOut)
{
    public HttpContext Http { get; } = connection.Http;

    public S3Request Request { get; } = request;

    public RequestContext Usual { get; } = usual;

    public Connection Connection { get; } = connection;

    public Task CarryOutAsync() => carryOut(Usual);

    public Task CarryOutAsync(RequestContext changed) => carryOut(changed);

    /// <summary>Reads the body, or so much of it, and forgets it.</summary>
    public async Task ReadBodyAsync(long most = long.MaxValue)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        try
        {
            for (int count; most > 0; most -= count)
            {
                var piece = buffer.AsMemory(0, (int)Math.Min(buffer.Length, most));
                count = await Http.Request.Body.ReadAsync(piece, Http.RequestAborted).ConfigureAwait(false);
                if (count == 0)
                {
                    return;
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public Task WaitAsync(TimeSpan time) => Task.Delay(time, Usual.Clock, Http.RequestAborted);
}
