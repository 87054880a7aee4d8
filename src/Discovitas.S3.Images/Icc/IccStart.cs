namespace Discovitas.S3.Images.Icc;

/// <summary>Gathers the start of a profile, up to the end of its tag table, and blanks what is no colour.</summary>
internal sealed class IccStart
{
    private readonly List<byte> _bytes = new(IccMask.HeadLength);

    /// <summary>Gets what blanks the rest; null until the table is complete.</summary>
    internal IccMask? Mask { get; private set; }

    /// <summary>Gets how many bytes of the profile have been gathered.</summary>
    internal int Length => _bytes.Count;

    /// <summary>Adds what was needed, and returns how many bytes are needed next; null if this is no profile.</summary>
    internal int? Append(ReadOnlySpan<byte> bytes)
    {
        _bytes.AddRange(bytes);
        if (_bytes.Count < IccMask.HeadLength)
        {
            return IccMask.HeadLength - _bytes.Count;
        }

        var end = IccMask.TableEnd([.. _bytes[..IccMask.HeadLength]]);
        if (end == _bytes.Count)
        {
            Mask = IccMask.From([.. _bytes]);
            end = Mask is null ? null : end;
        }

        return end - _bytes.Count;
    }

    /// <summary>Returns the start as it is kept.</summary>
    internal byte[] Masked()
    {
        byte[] bytes = [.. _bytes];
        Mask!.Apply(bytes, 0);
        return bytes;
    }
}
