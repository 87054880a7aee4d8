namespace Discovitas.S3.Tests.Client;

/// <summary>
/// What HttpClient does behind an answer that came before the store had everything: it goes on sending.
/// </summary>
public sealed class PartStreamTests
{
    private readonly TaskCompletionSource _network = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task SendToAsync_WritesAllOfThePart()
    {
        using var part = await BufferedAsync(700_000);
        using var network = new MemoryStream();

        await Begun(part).SendToAsync(network, CancellationToken.None);

        SameBytes(network.ToArray(), Bytes(700_000));
    }

    [Fact]
    public async Task SendToAsync_OfAnAttemptThatWasGivenUp_EndsByItself_AndLeavesTheNextAlone()
    {
        using var part = await BufferedAsync(700_000);
        var body = Begun(part);
        var old = body.SendToAsync(new HeldNetwork(_network.Task), CancellationToken.None);
        using var watch = Watch();
        body.Begin(watch);
        using var network = new MemoryStream();
        var next = body.SendToAsync(network, CancellationToken.None);

        _network.SetResult();

        await FluentActions.Awaiting(() => old).Should().ThrowAsync<IOException>();
        await next;
        SameBytes(network.ToArray(), Bytes(700_000));
    }

    [Fact]
    public async Task SendToAsync_OfAPartThatIsDisposedMeanwhile_EndsByItself()
    {
        var part = await BufferedAsync(700_000);
        var sending = Begun(part).SendToAsync(new HeldNetwork(_network.Task), CancellationToken.None);

        part.Dispose();
        _network.SetResult();

        await FluentActions.Awaiting(() => sending).Should().ThrowAsync<IOException>();
    }

    private static async Task<Part> BufferedAsync(int size)
    {
        var buffer = new PartBuffer(size);
        using var source = new MemoryStream(Bytes(size));
        await buffer.FillAsync(source, CancellationToken.None);
        return new BufferedPart(1, isLast: true, buffer);
    }

    private static PartStream Begun(Part part)
    {
        var body = new PartStream(part, progress: null);
        using var watch = Watch();
        body.Begin(watch);
        return body;
    }

    private static RequestWatch Watch() =>
        new(new CallTerms(null, TimeSpan.FromSeconds(30), TimeSpan.Zero), TimeProvider.System, CancellationToken.None);

    /// <summary>A network that takes nothing until it is let.</summary>
    private sealed class HeldNetwork(Task isLet) : MemoryStream
    {
        public override async ValueTask WriteAsync(
            ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await isLet;
            await base.WriteAsync(buffer, cancellationToken);
        }
    }
}
