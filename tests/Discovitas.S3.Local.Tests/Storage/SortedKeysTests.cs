using Discovitas.S3.Local.Storage;

namespace Discovitas.S3.Local.Tests.Storage;

/// <summary>The set of keys in order.</summary>
public sealed class SortedKeysTests
{
    [Fact]
    public void Set_AfterRandomChanges_IsThatOfAModel()
    {
        var random = new Random(13);
        var (keys, model) = (new SortedKeys(), new SortedSet<string>(Utf8Order.Instance));
        for (var step = 0; step < 20_000; step++)
        {
            var key = $"{random.Next(5000)}\U0001F600\uFF21"[..random.Next(1, 5)];
            key += char.IsHighSurrogate(key[^1]) ? "\uDE00" : "";
            if (random.Next(3) > 0)
            {
                keys.Add(Encoding.UTF8.GetBytes(key));
                model.Add(key);
            }
            else
            {
                keys.Remove(Encoding.UTF8.GetBytes(key));
                model.Remove(key);
            }
        }

        All(keys).Should().Equal(model);
        keys.Count.Should().Be(model.Count);
        foreach (var key in All(keys))
        {
            keys.Remove(Encoding.UTF8.GetBytes(key));
        }

        keys.First([]).Should().BeNull();
    }

    private static List<string> All(SortedKeys keys)
    {
        var all = new List<string>();
        byte[] from = [];
        while (keys.First(from) is { } key)
        {
            all.Add(Encoding.UTF8.GetString(key));
            from = [.. key, 0];
        }

        return all;
    }
}
