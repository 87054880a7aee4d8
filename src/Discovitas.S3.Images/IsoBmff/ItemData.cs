namespace Discovitas.S3.Images.IsoBmff;

/// <summary>
/// The data of an item that is kept, as they go by. What no decoder needs of them is overwritten, without a change of
/// their length.
/// </summary>
/// <param name="length">How many bytes the item has.</param>
internal abstract class ItemData(long length)
{
    /// <summary>Gets the rule that is broken; null if none is.</summary>
    internal string? Problem { get; private set; }

    /// <summary>Gets how many bytes have not been looked at.</summary>
    protected long Left { get; private set; } = length;

    /// <summary>Looks at the bytes that come next, and changes them. Where a rule is broken, zeros follow.</summary>
    internal void Apply(Span<byte> bytes)
    {
        try
        {
            while (Problem is null && !bytes.IsEmpty)
            {
                var used = Read(bytes);
                bytes = bytes[used..];
                Left -= used;
                if (Left == 0)
                {
                    End();
                }
            }
        }
        catch (HeifProblemException problem)
        {
            Problem = problem.Message;
        }

        bytes.Clear();
    }

    /// <summary>Reads at least one of the next bytes, and returns how many it has read.</summary>
    protected abstract int Read(Span<byte> bytes);

    /// <summary>Follows the last byte.</summary>
    protected abstract void End();
}
