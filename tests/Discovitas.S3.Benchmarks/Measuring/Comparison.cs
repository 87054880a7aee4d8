namespace Discovitas.S3.Benchmarks.Measuring;

/// <summary>
/// All clients side by side on one case: each warmed up, then in rounds, the order rotated from one to the next.
/// </summary>
internal sealed class Comparison(Target target, UploadCase upload) : IDisposable
{
    private readonly List<Participant> _participants = [];

    /// <summary>Done after each client's turn, and not counted.</summary>
    internal Func<Target, Task> CleanAsync { get; init; } = _ => Task.CompletedTask;

    internal async Task<IReadOnlyList<Participant>> RunAsync(Plan plan, string folder, string? certificateFile)
    {
        foreach (var client in plan.ClientsFor(upload, target))
        {
            var job = new Job(client, target, upload.Size, upload.Concurrency, folder);
            var participant = new Participant(client, new WorkerProcess(job, certificateFile));
            _participants.Add(participant);
            await participant.WarmUpAsync(plan.WarmUp);
            await CleanAsync(target);
        }

        for (var round = 0; round < plan.Rounds; round++)
        {
            for (var i = 0; i < _participants.Count; i++)
            {
                var participant = _participants[(round + i) % _participants.Count];
                await participant.MeasureAsync(upload.Uploads);
                await Console.Error.WriteLineAsync(
                    $"{target.Url.Scheme} {upload.Name}, round {round + 1} of {plan.Rounds}, {participant}");
                await CleanAsync(target);
            }
        }

        return _participants;
    }

    public void Dispose()
    {
        foreach (var participant in _participants)
        {
            participant.Dispose();
        }
    }
}
