namespace Discovitas.S3.Images.Icc;

/// <summary>Profiles that are in memory as a whole.</summary>
internal static class IccProfiles
{
    /// <summary>Blanks what does not change a colour, and tells whether this is a profile at all.</summary>
    internal static bool TryBlank(Span<byte> profile)
    {
        if (profile.Length < IccMask.HeadLength
            || IccMask.TableEnd(profile[..IccMask.HeadLength]) is not { } end
            || end > profile.Length
            || IccMask.From(profile[..end]) is not { } mask)
        {
            return false;
        }

        mask.Apply(profile, 0);
        return true;
    }
}
