using Discovitas.S3.Addressing;
using Discovitas.S3.Housekeeping;

namespace Discovitas.S3.Tests.Housekeeping;

/// <summary>What this library stores below the pending prefix, and nothing else.</summary>
public sealed class PendingNamesTests
{
    private const string Uuid = "0f8fad5b-d9cb-469f-a165-70867728950e";
    private const string Token = "0123456789abcdef0123456789abcdef";

    [Theory]
    [InlineData(Uuid)]
    [InlineData($"{Uuid}.png")]
    [InlineData($"a/b/{Uuid}.png")]
    [InlineData($"turns/{Uuid}")]
    [InlineData($"turns/{Uuid}.{Uuid}")]
    [InlineData($"inspection/{Uuid}.{Token}")]
    [InlineData($"repeats/{Uuid}.n.1")]
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
    [InlineData($"inspection/{Uuid}.{Token}0")]
    [InlineData($"inspection/{Uuid}-{Token}")]
    [InlineData($"inspection/{Uuid}.0123456789abcdeF0123456789abcdef")]
    [InlineData($"inspection/{Uuid}.0123456789abcdef0123456789abcdeg")]
    [InlineData($"inspection/a/{Uuid}.{Token}")]
    [InlineData($"repeats/{Uuid}.n.")]
    [InlineData($"repeats/{Uuid}.n.1a")]
    [InlineData($"repeats/{Uuid}.m.1")]
    [InlineData($"repeats/a/{Uuid}.n.1")]
    public void OtherNames_AreNot(string name) =>
        PendingNames.IsOurs($"pending/{name}", "pending/").Should().BeFalse();

    [Fact]
    public void WhatTheLibraryStores_IsRecognized()
    {
        var addresses = new ObjectAddresses(ValidSettings.With());
        var key = ObjectKey.Unchecked($"uploads/a/{Uuid}.png");

        string[] names =
        [
            addresses.PendingKey(key).Value, addresses.InspectionKey(key).Value, addresses.TurnPrefix(key) + Uuid,
            addresses.RepeatPrefix(key) + "7",
        ];
        foreach (var name in names)
        {
            PendingNames.IsOurs(name, "pending/").Should().BeTrue(name);
        }
    }

    [Fact]
    public void AnotherPrefix_IsNot() => PendingNames.IsOurs($"uploads/{Uuid}", "pending/").Should().BeFalse();
}
