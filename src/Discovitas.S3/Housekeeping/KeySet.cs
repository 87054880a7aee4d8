using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace Discovitas.S3.Housekeeping;

/// <summary>
/// A set of keys that needs about 16 bytes for each, however long they are, and a mark for each key that was met. It
/// holds a hash of the whole key, so that the same UUID in another folder, or with another extension, is another key:
/// 96 bits of the key without its extension, by which variants find their file, and 32 of the extension. Among ten
/// million keys two have the same 96 bits with a probability of 10⁻¹⁵.
/// </summary>
internal sealed class KeySet
{
    // So many that each stays small, and can grow without a copy of everything.
    private const int BucketBits = 12;

    private readonly KeyBucket[] _buckets = [.. Enumerable.Range(0, 1 << BucketBits).Select(_ => new KeyBucket())];

    // Nobody can prepare keys of the same hash.
    private readonly long _seed = Random.Shared.NextInt64();

    internal long Count => _buckets.Sum(bucket => (long)bucket.Count);

    internal long Unmarked => _buckets.Sum(bucket => (long)bucket.Count - bucket.Marked);

    internal void Add(string key)
    {
        var hash = Hash(key);
        BucketOf(hash).Add(hash);
    }

    /// <summary>Ends adding: only now can keys be found.</summary>
    internal void Seal()
    {
        foreach (var bucket in _buckets)
        {
            bucket.Seal();
        }
    }

    internal bool Contains(string key)
    {
        var hash = Hash(key);
        return BucketOf(hash).Find(hash) >= 0;
    }

    /// <summary>Marks a key.</summary>
    /// <returns>Whether the set contains it.</returns>
    internal bool Mark(string key)
    {
        var hash = Hash(key);
        var bucket = BucketOf(hash);
        var position = bucket.Find(hash);
        if (position >= 0)
        {
            bucket.Mark(position);
        }

        return position >= 0;
    }

    /// <summary>Returns whether the set contains a key that is not marked.</summary>
    internal bool HasUnmarked(string key)
    {
        var hash = Hash(key);
        var bucket = BucketOf(hash);
        var position = bucket.Find(hash);
        return position >= 0 && !bucket.IsMarked(position);
    }

    /// <summary>Returns whether the set contains the file of a variant, with any extension.</summary>
    internal bool ContainsFileOf(string variant) => ContainsAny(variant.AsSpan(0, variant.LastIndexOf('/')));

    /// <summary>Returns whether the set contains a file, with this or any other extension.</summary>
    internal bool ContainsWithAnyExtension(string key) => ContainsAny(key.AsSpan(0, StartOfExtension(key)));

    private bool ContainsAny(ReadOnlySpan<char> withoutExtension)
    {
        var first = Start(withoutExtension);
        return BucketOf(first).HasBetween(first, first | uint.MaxValue);
    }

    private KeyBucket BucketOf(UInt128 hash) => _buckets[(int)(hash >> (128 - BucketBits))];

    private UInt128 Hash(string key)
    {
        var end = StartOfExtension(key);
        return Start(key.AsSpan(0, end)) | (uint)HashAll(key.AsSpan(end));
    }

    private static int StartOfExtension(string key)
    {
        var dot = key.IndexOf('.', key.LastIndexOf('/') + 1);
        return dot < 0 ? key.Length : dot;
    }

    private UInt128 Start(ReadOnlySpan<char> text) => HashAll(text) & ~(UInt128)uint.MaxValue;

    private UInt128 HashAll(ReadOnlySpan<char> text) =>
        XxHash128.HashToUInt128(MemoryMarshal.AsBytes(text), _seed);
}
