using Discovitas.S3.Objects;

namespace Discovitas.S3.Tests.Objects;

/// <summary>A listing that goes in a circle ends, however long the circle is, and whatever comes before it.</summary>
public sealed class PageTokensTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(1, 2)]
    [InlineData(3, 7)]
    [InlineData(100, 33)]
    public void IsNew_OfTokensInACircle_IsFalseSoonAfterItsFirstRound(int before, int circle)
    {
        var pages = new PageTokens();

        var known = Enumerable.Range(0, int.MaxValue)
            .Select(page => page < before ? page : before + ((page - before) % circle))
            .TakeWhile(page => pages.IsNew($"{page}"))
            .Take(1000)
            .Count();

        known.Should().BeGreaterOrEqualTo(before + circle).And.BeLessThan(4 * (before + circle));
    }

    [Fact]
    public void IsNew_OfOtherTokens_IsTrue()
    {
        var pages = new PageTokens();

        Enumerable.Range(0, 1000).Should().OnlyContain(page => pages.IsNew($"{page}"));
    }
}
