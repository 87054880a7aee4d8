using Discovitas.S3.Local.Storage;

namespace Discovitas.S3.Local.Tests.Storage;

/// <summary>The order of keys.</summary>
public sealed class Utf8OrderTests
{
    [Theory]
    [InlineData("a", "b", -1)]
    [InlineData("a", "a", 0)]
    [InlineData("a", "ab", -1)]
    [InlineData("", "a", -1)]
    [InlineData("\uFFFD", "\U00010000", -1)]
    [InlineData("\U00010000", "\U00010001", -1)]
    [InlineData("\uD7FF", "\U00010000", -1)]
    public void Compare_FollowsTheBytes(string left, string right, int expected)
    {
        Math.Sign(Utf8Order.Instance.Compare(left, right)).Should().Be(expected);
        Math.Sign(Encoding.UTF8.GetBytes(left).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(right)))
            .Should().Be(expected);
    }
}
