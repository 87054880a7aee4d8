using Microsoft.Extensions.Time.Testing;

namespace Discovitas.S3.Tests.Client;

/// <summary>A request may take any time as long as it moves.</summary>
public sealed class RequestWatchTests
{
    private readonly StoreMock _store = new();

    [Fact]
    public async Task StoreAsync_WithoutProgress_FailsAfterTheIdleTimeout()
    {
        var time = new FakeTimeProvider();
        _store.OnPut = async (_, token) =>
        {
            time.Advance(TimeSpan.FromSeconds(31));
            await Task.Delay(Timeout.Infinite, token);
            return new PutObjectResponse();
        };

        var failure = await _store.Service(settings => settings.RetryTimeout = TimeSpan.Zero, time)
            .Invoking(s => s.StoreAsync(Request(Bytes(1)))).Should().ThrowAsync<S3StoreException>();

        failure.Which.IsTransient.Should().BeTrue();
        failure.Which.Message.Should().Contain("S3Settings.IdleTimeout");
    }

    [Fact]
    public async Task StoreAsync_WithProgress_MayTakeLongerThanTheIdleTimeout()
    {
        var time = new FakeTimeProvider();
        _store.OnPut = async (request, token) =>
        {
            var buffer = new byte[100];
            for (var i = 0; i < 10; i++)
            {
                time.Advance(TimeSpan.FromSeconds(29));
                await request.InputStream.ReadExactlyAsync(buffer, token);
            }

            token.IsCancellationRequested.Should().BeFalse();
            return FromStore(new PutObjectResponse { ETag = "\"e\"" });
        };

        await _store.Service(time: time).StoreAsync(Request(Bytes(1000)));
    }
}
