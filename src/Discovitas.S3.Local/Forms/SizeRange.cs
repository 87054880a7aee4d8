using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local.Forms;

/// <summary>The minimum and maximum size of a form's file in bytes, both inclusive.</summary>
internal sealed record SizeRange(long Min, long Max)
{
    /// <summary>The sizes that S3 accepts in one request.</summary>
    internal static readonly SizeRange Default = new(0, 5L * 1024 * 1024 * 1024);

    internal SizeRange Intersect(SizeRange other) => new(Math.Max(Min, other.Min), Math.Min(Max, other.Max));

    internal void Check(long size)
    {
        if (size > Max)
        {
            throw new S3Exception(
                S3Error.EntityTooLarge, null, ("ProposedSize", $"{size}"), ("MaxSizeAllowed", $"{Max}"));
        }

        if (size < Min)
        {
            throw new S3Exception(
                S3Error.EntityTooSmall, null, ("ProposedSize", $"{size}"), ("MinSizeAllowed", $"{Min}"));
        }
    }
}
