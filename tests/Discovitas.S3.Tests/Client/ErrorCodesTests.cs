namespace Discovitas.S3.Tests.Client;

/// <summary>Which errors of a store pass, and which mean that bytes were lost or credentials have expired.</summary>
public sealed class ErrorCodesTests
{
    [Theory]
    [InlineData("SlowDown", true)]
    [InlineData("TooManyRequests", true)]
    [InlineData("ServiceUnavailable", true)]
    [InlineData("InternalError", true)]
    [InlineData("RequestTimeout", true)]
    [InlineData("OperationAborted", true)]
    [InlineData("BadDigest", true)]
    [InlineData("XAmzContentSHA256Mismatch", true)]
    [InlineData("IncompleteBody", true)]
    [InlineData("Throttling", true)]
    [InlineData("ThrottlingException", true)]
    [InlineData("RequestLimitExceeded", true)]
    [InlineData("AccessDenied", false)]
    [InlineData("EntityTooLarge", false)]
    [InlineData("", false)]
    public void IsTransient_OfACode(string code, bool isTransient)
    {
        ErrorCodes.IsTransient(code).Should().Be(isTransient);
        ErrorCodes.IsTransient(code, HttpStatusCode.BadRequest).Should().Be(isTransient);
    }

    [Theory]
    [InlineData(HttpStatusCode.OK, true)]
    [InlineData(HttpStatusCode.NoContent, true)]
    [InlineData(HttpStatusCode.MultipleChoices, false)]
    [InlineData(HttpStatusCode.BadRequest, false)]
    [InlineData(HttpStatusCode.Forbidden, false)]
    [InlineData(HttpStatusCode.RequestTimeout, true)]
    [InlineData(HttpStatusCode.PreconditionFailed, false)]
    [InlineData(HttpStatusCode.TooManyRequests, true)]
    [InlineData(HttpStatusCode.InternalServerError, true)]
    [InlineData(HttpStatusCode.NotImplemented, false)]
    [InlineData(HttpStatusCode.BadGateway, true)]
    [InlineData((HttpStatusCode)599, true)]
    public void IsTransient_OfAStatusWithACodeThatNobodyKnows(HttpStatusCode status, bool isTransient) =>
        ErrorCodes.IsTransient("SomethingNew", status).Should().Be(isTransient);

    [Theory]
    [InlineData("BadDigest", true)]
    [InlineData("XAmzContentSHA256Mismatch", true)]
    [InlineData("IncompleteBody", true)]
    [InlineData("SlowDown", false)]
    [InlineData("", false)]
    public void IsDamage_OfACode(string code, bool isDamage) => ErrorCodes.IsDamage(code).Should().Be(isDamage);

    [Theory]
    [InlineData("ExpiredToken", true)]
    [InlineData("ExpiredTokenException", true)]
    [InlineData("TokenRefreshRequired", true)]
    [InlineData("InvalidToken", false)]
    [InlineData("RequestTimeTooSkewed", false)]
    [InlineData("", false)]
    public void IsExpiry_OfACode(string code, bool isExpiry) => ErrorCodes.IsExpiry(code).Should().Be(isExpiry);
}
