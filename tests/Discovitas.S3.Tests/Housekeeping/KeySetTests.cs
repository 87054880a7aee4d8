using Discovitas.S3.Housekeeping;

namespace Discovitas.S3.Tests.Housekeeping;

/// <summary>Many keys in little memory.</summary>
public sealed class KeySetTests
{
    [Fact]
    public void Keys_AreFound_CountedOnce_AndMarked()
    {
        var keys = Enumerable.Range(0, 50_000).Select(_ => Guid.NewGuid().ToString("D")).ToList();
        var set = new KeySet();
        keys.ForEach(set.Add);
        keys.Take(1000).ToList().ForEach(set.Add);
        set.Seal();

        keys.Should().OnlyContain(key => set.Contains(key) && set.HasUnmarked(key));
        (set.Count, set.Unmarked).Should().Be((50_000, 50_000));
        keys.Take(20_000).Concat(keys.Take(5)).Should().OnlyContain(key => set.Mark(key));
        set.Unmarked.Should().Be(30_000);
        (set.HasUnmarked(keys[0]), set.HasUnmarked(keys[^1])).Should().Be((false, true));
        var other = Guid.NewGuid().ToString("D");
        (set.Contains(other), set.Mark(other), set.HasUnmarked(other)).Should().Be((false, false, false));
    }

    [Theory]
    [InlineData("a/f.jpg", true)]
    [InlineData("a/f", true)]
    [InlineData("a/g.jpg", false)]
    [InlineData("b/f.jpg", false)]
    [InlineData("a/f/thumb.webp", false)]
    public void TheFileOfAVariant_IsFound_WhateverItsExtension(string key, bool expected)
    {
        var set = new KeySet();
        set.Add(key);
        Enumerable.Range(0, 10_000).ToList().ForEach(i => set.Add($"c/{i}.jpg"));
        set.Seal();

        set.ContainsFileOf("a/f/thumb.webp").Should().Be(expected);
        (set.Contains(key), set.Contains(key + "x")).Should().Be((true, false));
    }

    [Fact]
    public void AnEmptySet_ContainsNothing()
    {
        var set = new KeySet();
        set.Seal();

        (set.Count, set.Contains("a"), set.Mark("a")).Should().Be((0, false, false));
    }
}
