using System.Globalization;
using System.Text;

namespace Discovitas.S3.Local.Faults;

/// <summary>The answer announces more than comes.</summary>
internal sealed class CutAnswer : IFault
{
    public async Task ApplyAsync(FaultyRequest request)
    {
        var answer = await HeldAnswer.OfAsync(request).ConfigureAwait(false);
        if (!answer.MayHaveBody)
        {
            var head = string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {answer.Response.StatusCode} Cut\r\nETa");
            await request.Connection.EndAsync(Encoding.ASCII.GetBytes(head)).ConfigureAwait(false);
            return;
        }

        // Kestrel sends what it has and closes the connection when it is given less than it was promised
        answer.Response.ContentLength = Math.Max(1, answer.Body.Length);
        await answer.SendAsync(answer.Body.AsMemory(0, answer.Body.Length / 2)).ConfigureAwait(false);
    }
}
