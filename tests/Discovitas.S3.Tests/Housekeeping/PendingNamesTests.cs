using Discovitas.S3.Housekeeping;

namespace Discovitas.S3.Tests.Housekeeping;

/// <summary>What this library stores below the pending prefix, and nothing else.</summary>
public sealed class PendingNamesTests
{
    private const string Uuid = "0f8fad5b-d9cb-469f-a165-70867728950e";
    private const string Stamp = "0123456789abcdef";

    [Theory]
    [InlineData(Uuid)]
    [InlineData($"{Uuid}.png")]
    [InlineData($"a/b/{Uuid}.png")]
    [InlineData($"turns/{Uuid}")]
    [InlineData($"turns/{Uuid}.{Uuid}")]
    [InlineData($"inspection/{Uuid}.{Stamp}.{Stamp}{Stamp}")]
    public void OwnNames_AreRecognized(string name) =>
        PendingNames.IsOurs($"pending/{name}", "pending/").Should().BeTrue();

    [Theory]
    [InlineData("")]
    [InlineData("README.md")]
    [InlineData("turns/")]
    [InlineData($"turns/{Uuid}.{Uuid}x")]
    [InlineData($"turns/{Uuid}-{Uuid}")]
    [InlineData($"turns/{Uuid}.0F8FAD5B-d9cb-469f-a165-70867728950e")]
    [InlineData($"a/turns/{Uuid}.{Uuid}")]
    [InlineData($"inspection/{Uuid}.{Stamp}.{Stamp}")]
    [InlineData($"inspection/{Uuid}.{Stamp}-{Stamp}{Stamp}")]
    [InlineData($"inspection/{Uuid}-{Stamp}.{Stamp}{Stamp}")]
    [InlineData($"inspection/{Uuid}.0123456789abcdeF.{Stamp}{Stamp}")]
    [InlineData($"inspection/{Uuid}.{Stamp}.{Stamp}0123456789abcdeG")]
    public void OtherNames_AreNot(string name) =>
        PendingNames.IsOurs($"pending/{name}", "pending/").Should().BeFalse();

    [Fact]
    public void AnotherPrefix_IsNot() => PendingNames.IsOurs($"uploads/{Uuid}", "pending/").Should().BeFalse();
}
