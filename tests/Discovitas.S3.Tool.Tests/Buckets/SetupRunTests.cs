using Discovitas.S3.Tool.Buckets;
using Moq;

namespace Discovitas.S3.Tool.Tests.Buckets;

public sealed class SetupRunTests
{
    private static readonly SetupOptions WithOrigin = new() { Origins = ["https://www.example.com"] };

    private readonly Mock<S3Housekeeping> _housekeeping = new(MockBehavior.Strict);
    private readonly TestScreen _screen = new();

    [Theory]
    [InlineData(true, "changed.")]
    [InlineData(false, "already there; nothing changed.")]
    public async Task WhatWasChanged_IsShown(bool isChanged, string text)
    {
        _housekeeping.Setup(s3 => s3.ApplyLifecycleAsync(WithOrigin, default)).ReturnsAsync(isChanged);
        _housekeeping.Setup(s3 => s3.ApplyCorsAsync(WithOrigin, default)).ReturnsAsync(isChanged);

        var changes = await RunAsync(WithOrigin);

        changes.HasFailed.Should().BeFalse();
        _screen.Output.Should().StartWith($"Lifecycle rules: {text}\nCORS rules: {text}\n");
    }

    [Fact]
    public async Task WithoutAnOrigin_TheCorsRulesAreNotTouched()
    {
        var options = new SetupOptions();
        _housekeeping.Setup(s3 => s3.ApplyLifecycleAsync(options, default)).ReturnsAsync(true);

        var changes = await RunAsync(options);

        changes.HasFailed.Should().BeFalse();
        _screen.Output.Should().Contain("CORS rules: not applied. Name the origin of your pages: --origin ");
    }

    [Fact]
    public async Task OneThatIsForbidden_DoesNotStopTheOther()
    {
        _housekeeping.Setup(s3 => s3.ApplyLifecycleAsync(WithOrigin, default))
            .ThrowsAsync(new S3StoreException("Access denied."));
        _housekeeping.Setup(s3 => s3.ApplyCorsAsync(WithOrigin, default)).ReturnsAsync(true);

        var changes = await RunAsync(WithOrigin);

        changes.HasFailed.Should().BeTrue();
        _screen.Output.Should().StartWith("Lifecycle rules: failed.\nCORS rules: changed.\n");
        _screen.Error.Should().Be("Lifecycle rules: Access denied.\n");
    }

    private async Task<SetupChanges> RunAsync(SetupOptions options)
    {
        var changes = await new SetupRun(_housekeeping.Object, _screen.Screen).ApplyAsync(options, default);
        var setup = new BucketSetup { LifecycleJson = "{}", LeastIamPolicyJson = "{}" };
        SetupView.Show(_screen.Screen, setup, changes);
        return changes;
    }
}
