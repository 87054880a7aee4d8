namespace Discovitas.S3.AspNetCore.Tests;

/// <summary>What a Blazor app learns of a file that is not stored.</summary>
public sealed class S3UploadFailureTests
{
    [Theory]
    [InlineData("content-type-not-allowed", 415, true)]
    [InlineData("rejected", 422, true)]
    [InlineData("too-large", 413, true)]
    [InlineData("too-large", 400, true)]
    [InlineData("image-not-supported", 0, true)]
    [InlineData("invalid-image", 0, true)]
    [InlineData("quota-exceeded", 429, true)]
    [InlineData("incomplete", 422, false)]
    [InlineData("length-mismatch", 422, false)]
    [InlineData("too-many-uploads", 429, false)]
    [InlineData("network", 0, false)]
    [InlineData("unauthorized", 401, false)]
    [InlineData("store-failed", 502, false)]
    public void ARejection_IsAboutTheFile_AndNotAboutTheWay(string code, int status, bool isRejection)
    {
        var failure = new S3UploadFailure { FileName = "a.jpg", Code = code, Message = "No.", Status = status };

        failure.IsRejection.Should().Be(isRejection);
    }
}
