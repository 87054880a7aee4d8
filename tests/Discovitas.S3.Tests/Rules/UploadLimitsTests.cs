namespace Discovitas.S3.Tests.Rules;

/// <summary>The rules of one upload beside those of the settings: both must hold.</summary>
public sealed class UploadLimitsTests
{
    [Theory]
    [InlineData("image/png", "a.png", true)]
    [InlineData("image/jpeg", "a.jpg", false)]
    [InlineData("application/pdf", "a.pdf", false)]
    public void Types_OfBoth_MustHold(string type, string name, bool isAllowed)
    {
        var rules = new UploadRules(new S3Settings { AllowedContentTypes = { "image/png", "image/jpeg" } })
            .With(new UploadLimits { AllowedContentTypes = ["IMAGE/PNG", "application/pdf"] });

        Check(rules, name, type).Should().Be(isAllowed ? null : UploadRejectionReason.ContentTypeNotAllowed);
    }

    [Fact]
    public void Types_ThatHaveNothingInCommon_RejectAll()
    {
        var rules = new UploadRules(new S3Settings { AllowedContentTypes = { "image/png" } })
            .With(new UploadLimits { AllowedContentTypes = ["image/gif"] });

        Check(rules, "a.png", "image/png").Should().Be(UploadRejectionReason.ContentTypeNotAllowed);
        Check(rules, "a.gif", "image/gif").Should().Be(UploadRejectionReason.ContentTypeNotAllowed);
    }

    [Fact]
    public void Limits_WithoutRulesInTheSettings_HoldAlone()
    {
        var rules = new UploadRules(new S3Settings()).With(new UploadLimits { AllowedExtensions = [".png", "GIF"] });

        Check(rules, "a.PNG", "image/png").Should().BeNull();
        Check(rules, "a.gif", "image/gif").Should().BeNull();
        Check(rules, "a.jpg", "image/jpeg").Should().Be(UploadRejectionReason.ExtensionNotAllowed);
    }

    [Fact]
    public void NoLimits_LeaveTheSettingsRules()
    {
        var rules = new UploadRules(new S3Settings { AllowedExtensions = { "png" } });

        Check(rules.With(null), "a.jpg", "image/jpeg").Should().Be(UploadRejectionReason.ExtensionNotAllowed);
        Check(rules.With(new UploadLimits()), "a.jpg", "image/jpeg")
            .Should().Be(UploadRejectionReason.ExtensionNotAllowed);
    }

    [Theory]
    [InlineData(100L, 10L, 10L)]
    [InlineData(10L, 100L, 10L)]
    [InlineData(10L, null, 10L)]
    [InlineData(10L, 0L, 0L)]
    public void Size_IsTheSmallerOfBoth(long settings, long? limit, long expected) =>
        PartPlan.From(new S3Settings { MaxFileSize = settings }).Within(new UploadLimits { MaxFileSize = limit })
            .MaxFileSize.Should().Be(expected);

    private static UploadRejectionReason? Check(UploadRules rules, string name, string type)
    {
        try
        {
            rules.CheckTypeAndName(new FileUploadRequest(name, type, Array.Empty<byte>()));
            return null;
        }
        catch (UploadRejectedException rejection)
        {
            return rejection.Reason;
        }
    }
}
