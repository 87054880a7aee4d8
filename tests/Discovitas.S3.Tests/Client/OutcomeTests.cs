namespace Discovitas.S3.Tests.Client;

/// <summary>After which failures of a request it may have been carried out.</summary>
public sealed class OutcomeTests
{
    [Theory]
    [InlineData(null, nameof(Doubt.MayComeLate))]
    [InlineData(HttpStatusCode.OK, nameof(Doubt.MayComeLate))]
    [InlineData(HttpStatusCode.MultipleChoices, nameof(Doubt.None))]
    [InlineData(HttpStatusCode.Forbidden, nameof(Doubt.None))]
    [InlineData(HttpStatusCode.InternalServerError, nameof(Doubt.IsOpen))]
    [InlineData(HttpStatusCode.ServiceUnavailable, nameof(Doubt.IsOpen))]
    public void After_AFailure_IsWhatItsStatusLeavesOpen(HttpStatusCode? status, string doubt) =>
        Outcome.After(new S3StoreException("failed") { StatusCode = status }).ToString().Should().Be(doubt);

    [Fact]
    public void After_AnAnswerOfSomethingInBetween_IsTheWorst() =>
        Outcome.After(new S3StoreException("page") { StatusCode = HttpStatusCode.Forbidden, IsPage = true })
            .Should().Be(Doubt.MayComeLate);
}
