using Discovitas.S3.Images.Facts;

namespace Discovitas.S3.Images.WebP;

/// <summary>
/// Tells which pictures are kept, as their chunks come: one in a still file, and one in each frame of an animation,
/// with a mask only where decoders look for it (RFC 9649, section 2.7). What follows a picture is shown by no decoder.
/// </summary>
internal sealed class WebPOrder
{
    private byte _flags;
    private bool _isExtended;
    private bool _hasFrame;
    private bool _hasMask;
    private bool _hasPicture;
    private bool _hasAnimation;

    private bool IsAnimated => (_flags & WebPFlags.Animation) != 0;

    /// <summary>Follows the first chunk of an extended file.</summary>
    internal void OnExtended(byte flags) => (_isExtended, _flags) = (true, flags);

    /// <summary>Follows the start of a frame.</summary>
    /// <exception cref="BrokenImageException">It cannot be there.</exception>
    internal void OnFrame()
    {
        Require(IsAnimated, "only an animated file has frames");
        Require(!_hasFrame || _hasPicture, "each frame has a picture");
        (_hasFrame, _hasMask, _hasPicture) = (true, false, false);
    }

    /// <summary>Tells whether a picture or its mask is kept.</summary>
    /// <exception cref="BrokenImageException">It cannot be there.</exception>
    internal bool KeepsPicture(string type, bool isInFrame)
    {
        Require(isInFrame || !IsAnimated, "the pictures of an animation are in its frames");
        var isMask = type == "ALPH";
        if (_hasPicture || (isMask && !_isExtended))
        {
            return false;
        }

        Require(!_hasMask || type == "VP8 ", "a VP8 chunk follows its one ALPH chunk");
        _hasMask = isMask;
        _hasPicture = !isMask;
        return true;
    }

    /// <summary>Tells whether what all frames have in common is kept.</summary>
    /// <exception cref="BrokenImageException">It has another length.</exception>
    internal bool KeepsAnimation(uint length, bool isInFrame)
    {
        if (isInFrame || !IsAnimated || _hasAnimation)
        {
            return false;
        }

        _hasAnimation = true;
        Require(length == 6, "an ANIM chunk has 6 bytes");
        return true;
    }

    /// <summary>Follows the last chunk.</summary>
    /// <exception cref="BrokenImageException">There is no picture.</exception>
    internal void OnEnd() => Require(_hasPicture, "it has a picture, and so has each frame");

    private static void Require(bool holds, string rule)
    {
        if (!holds)
        {
            throw new BrokenImageException(ImageFormat.WebP, rule);
        }
    }
}
