using System.Buffers;
using Discovitas.S3.Local.Operations;
using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local.Faults;

/// <summary>A request to which a fault is applied, and what a fault can do with it.</summary>
internal sealed class FaultyRequest(
    Connection connection, S3Request request, RequestContext context, Func<RequestContext, Task<S3Response>> carryOut)
{
    internal HttpContext Http { get; } = connection.Http;

    internal S3Request Request { get; } = request;

    /// <summary>Gets the conditions under which the request is carried out without a fault.</summary>
    internal RequestContext Context { get; } = context;

    internal Connection Connection { get; } = connection;

    internal Task<S3Response> CarryOutAsync() => carryOut(Context);

    internal async Task<S3Response?> CarryOutAsync(RequestContext changed) =>
        await carryOut(changed).ConfigureAwait(false);

    /// <summary>Reads and discards the body, or at most this number of bytes.</summary>
    internal async Task ReadBodyAsync(long most = long.MaxValue)
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

    internal Task WaitAsync(TimeSpan delay) => Task.Delay(delay, Context.Clock, Http.RequestAborted);
}
