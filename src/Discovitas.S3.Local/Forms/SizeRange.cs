using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local.Forms;

/// <summary>How many bytes a form's file may have, both ends included.</summary>
internal sealed record SizeRange(long Least, long Most)
{
    /// <summary>What S3 takes in one piece.</summary>
    public static readonly SizeRange OfS3 = new(0, 5L * 1024 * 1024 * 1024);

    public SizeRange And(SizeRange other) => new(Math.Max(Least, other.Least), Math.Min(Most, other.Most));

    public void Check(long size)
    {
        if (size > Most)
        {
            throw new S3Exception(S3Error.EntityTooLarge, null, ("ProposedSize", $"{size}"), ("MaxSizeAllowed", $"{Most}"));
        }

        if (size < Least)
        {
            throw new S3Exception(S3Error.EntityTooSmall, null, ("ProposedSize", $"{size}"), ("MinSizeAllowed", $"{Least}"));
        }
    }
}
