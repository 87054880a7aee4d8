namespace Discovitas.S3.Tests;

public sealed class S3StoreExceptionTests
{
    [Fact]
    public void With_AnotherSentence_KeepsAllElse()
    {
        var failure = new S3StoreException("The store failed.", new IOException())
        {
            Key = "uploads/a",
            ErrorCode = "SlowDown",
            StatusCode = HttpStatusCode.ServiceUnavailable,
            RequestId = "request-1",
            IsTransient = true,
            IsMissing = true,
            UnfinishedUploadId = "upload-1",
            IsDamage = true,
            IsSilence = true,
            IsExpired = true,
            HoldsOtherBytes = true,
        };

        var longer = failure.With("Nothing is stored.");

        longer.Message.Should().StartWith("The store failed. Nothing is stored.").And.Contain("upload-1");
        longer.Should().BeEquivalentTo(failure, options => options
            .IncludingInternalProperties()
            .Excluding(one => one.Message)
            .Excluding(one => one.StackTrace));
    }

    [Fact]
    public void Message_WithAnUnfinishedUpload_SaysWhatStays() =>
        new S3StoreException("It failed.") { UnfinishedUploadId = "upload-1" }.Message
            .Should().StartWith("It failed.").And.Contain("upload-1");
}
