namespace Discovitas.S3.Local.Faults;

/// <summary>The answer's body drips; an answer without one is late.</summary>
internal sealed class SlowAnswer(TimeSpan perByte) : IFault
{
    public async Task ApplyAsync(FaultyRequest request)
    {
        var answer = await HeldAnswer.OfAsync(request).ConfigureAwait(false);
        if (answer.Body.Length == 0)
        {
            await request.WaitAsync(perByte).ConfigureAwait(false);
        }

        for (var position = 0; position < answer.Body.Length; position++)
        {
            await answer.SendAsync(answer.Body.AsMemory(position, 1)).ConfigureAwait(false);
            await request.WaitAsync(perByte).ConfigureAwait(false);
        }
    }
}
