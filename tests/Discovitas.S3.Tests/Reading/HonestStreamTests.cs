namespace Discovitas.S3.Tests.Reading;

public sealed class HonestStreamTests
{
    private readonly StoreMock _store = new();

    [Theory]
    [InlineData(5)]
    [InlineData(-1)]
    public async Task StoreAsync_FromAStreamThatClaimsToHaveReadMoreThanAsked_StoresNothing(int excess)
    {
        using var stream = new BoastfulStream(excess);

        (await _store.Service().Invoking(s => s.StoreAsync(Request(stream)))
            .Should().ThrowAsync<UploadRejectedException>())
            .Which.Reason.Should().Be(UploadRejectionReason.LengthMismatch);

        _store.Calls.Should().BeEmpty();
    }
}
