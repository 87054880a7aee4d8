namespace Discovitas.S3.FaultTests.Links;

/// <summary>Links that are slow, and such as fall silent, in small: <c>links</c> measures them in full.</summary>
public sealed class SlowLinkTests
{
    private const int KiB = 1024;

    [Fact]
    public async Task SlowLink_WhoseBuffersHoldMoreThanTheIdleTimeoutSends_Works()
    {
        var (_, failure) = await LinkRun.UploadAsync(new LinkShape(100 * KiB), 500 * KiB, Impatient);

        failure.Should().BeNull();
    }

    [Fact]
    public async Task SilentLink_FailsWithinTheTimeOfTheLookForTheObject()
    {
        var (time, failure) = await LinkRun.UploadAsync(
            new LinkShape(1000 * KiB) { SilentAfter = 100 * KiB }, 7000 * KiB, Impatient);

        failure.Should().NotBeNull();
        time.Should().BeLessThan(TimeSpan.FromSeconds(45), "bytes in buffers are no progress, and the look for the " +
            "object, over the same link, takes at most 30 seconds");
    }

    private static void Impatient(S3Settings settings) =>
        (settings.IdleTimeout, settings.RetryTimeout) = (TimeSpan.FromSeconds(1), TimeSpan.Zero);
}
