using Amazon.Runtime;
using Discovitas.S3.Local;

namespace Discovitas.S3.Tests.Client;

/// <summary>Our client repeats a request by itself only to correct its clock, and only once.</summary>
public sealed class ClockCorrectionTests : IAsyncLifetime
{
    private WireStore _store = null!;

    public async Task InitializeAsync() => _store = await WireStore.StartAsync();

    public async Task DisposeAsync() => await _store.DisposeAsync();

    [Fact]
    public async Task StoreAsync_WithAClockThatIsWrong_SignsAgainWithTheStoresTime()
    {
        _store.OnCall = _ => S3Fault.SkewedClock(TimeSpan.FromHours(1));

        await _store.Service().StoreAsync(Request(Bytes(1)));

        _store.Calls.Should().Equal(S3Operation.PutObject, S3Operation.PutObject);
    }

    [Fact]
    public async Task StoreAsync_WithAClockThatCannotBeCorrected_IsRepeatedOnce()
    {
        var hour = 1;
        _store.OnCall = _ => S3Fault.SkewedClock(TimeSpan.FromHours(hour = -hour));

        await ShouldFailAsync("RequestTimeTooSkewed");

        _store.Calls.Count(call => call is S3Operation.PutObject).Should().Be(2);
    }

    [Fact]
    public async Task StoreAsync_Denied_IsNotRepeated()
    {
        _store.OnCall = _ => S3Fault.Error(HttpStatusCode.Forbidden, "AccessDenied");

        await ShouldFailAsync("AccessDenied");

        _store.Calls.Should().ContainSingle();
    }

    [Fact]
    public async Task OfOtherErrors_NoneIsRepeatedByTheClient()
    {
        var context = Mock.Of<IExecutionContext>();
        var policy = new ClockCorrection();

        policy.CanRetry(context).Should().BeTrue();
        policy.RetryForException(context, new IOException()).Should().BeFalse();
        (await policy.RetryForExceptionAsync(context, new IOException())).Should().BeFalse();
    }

    private async Task ShouldFailAsync(string code) =>
        (await _store.Service().Invoking(s => s.StoreAsync(Request(Bytes(1)))).Should().ThrowAsync<S3StoreException>())
            .Which.ErrorCode.Should().Be(code);
}
