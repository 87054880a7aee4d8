using Microsoft.Extensions.Time.Testing;

namespace Discovitas.S3.Tests.Support;

/// <summary>Lets time pass on a fake clock for as long as somebody waits on it.</summary>
internal static class PassingTime
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(0.5);

    internal static async Task PassAsync(this FakeTimeProvider time, Task work)
    {
        while (!work.IsCompleted)
        {
            time.Advance(Step);
            await Task.Yield();
        }
    }
}
