using System.Buffers.Binary;
using Discovitas.S3.Images.Cleaning;
using Discovitas.S3.Images.Facts;
using Discovitas.S3.Images.Limits;
using Discovitas.S3.Images.Reading;

namespace Discovitas.S3.Images.Filtering;

/// <summary>Looks at the bytes of one file as they are received, and rejects it as soon as it breaks a rule.</summary>
/// <param name="file">The file. It receives what is found out about the picture.</param>
/// <param name="policy">The rules.</param>
internal sealed class ImageCheck(FilteredFile file, ImagePolicy policy)
{
    /// <summary>The first bytes that suffice to tell what the file is.</summary>
    internal const int StartLength = FormatDetection.MostLength;

    private const int BitmapHeaderAt = 14;
    private const uint MaxBitmapHeader = 124;

    private ImageFormat _format;

    // Null if there is no header to read.
    private ImageHeaderReader? _reader;
    private ImageInfo? _image;

    /// <summary>Gets what happens to a file whose metadata cannot be removed.</summary>
    internal UnsupportedImages OnUnsupported => policy.OnUnsupported;

    /// <summary>Gets whether metadata is to be removed from the file. Known after <see cref="Begin"/>.</summary>
    internal bool IsCleaned { get; private set; }

    /// <summary>Gets whether the size of the picture is not known yet.</summary>
    internal bool AwaitsSize => _reader is { Status: HeaderStatus.NeedMore, Facts.HasSize: false };

    private bool IsSentAsPicture => file.ContentType.StartsWith("image/", StringComparison.OrdinalIgnoreCase);

    /// <summary>Decides by the first bytes what the file is; fewer than asked for if there are no more.</summary>
    /// <exception cref="UploadRejectedException">The file is a picture that cannot be checked or cleaned.</exception>
    internal void Begin(ReadOnlySpan<byte> start)
    {
        _format = Detect(start);
        if (_format == ImageFormat.Unknown)
        {
            if (policy.RejectsUnsupported)
            {
                RequireNoPicture(start);
            }

            return;
        }

        IsCleaned = policy.RemovesMetadata && CleaningMachines.For(_format) is not null;
        if (policy.RemovesMetadata && !IsCleaned && policy.RejectsUnsupported)
        {
            throw ImageRejections.NotCleanable(_format);
        }

        _reader = new ImageHeaderReader();
    }

    /// <summary>Looks at the bytes that follow those before; the first ones as well.</summary>
    /// <exception cref="UploadRejectedException">The picture is over a limit, or broken.</exception>
    internal void Append(ReadOnlySpan<byte> bytes)
    {
        if (_reader is not { Status: HeaderStatus.NeedMore } reader)
        {
            return;
        }

        if (reader.Append(bytes) == HeaderStatus.NeedMore)
        {
            var facts = reader.Facts;
            Require(LimitCheck.FindEarly(facts, policy.Limits), facts, isAllKnown: facts.AreFramesStated);
            return;
        }

        Finish(reader.Facts, reader.Problem);
    }

    /// <summary>
    /// Follows the last byte. A header may be over only now: nothing in a GIF tells that no frame follows.
    /// </summary>
    /// <param name="isCleaned">Whether metadata was removed.</param>
    /// <exception cref="UploadRejectedException">The picture is over a limit, or ends too early.</exception>
    internal void End(bool isCleaned)
    {
        if (_reader is { Status: HeaderStatus.NeedMore } reader)
        {
            var name = FormatNames.WithArticle(_format);
            var problem = $"The file begins as {name}, but ends within its header. Send all of it.";
            Finish(reader.Facts, reader.Facts.HasSize ? null : problem);
        }

        _reader = null;
        file.Image = _image is null ? null : _image with { IsCleaned = isCleaned };
    }

    private void Finish(ImageFacts facts, string? problem)
    {
        Require(LimitCheck.Find(facts, policy.Limits), facts, isAllKnown: problem is null);
        if (facts.HasUncountedFrames && policy.Limits.CountFrames && policy.RejectsUnsupported)
        {
            throw ImageRejections.NotCountable(_format);
        }

        if (problem is null)
        {
            _image = Describe(facts);

            // Where pictures that cannot be cleaned pass, only the end tells whether this one could.
            file.Image = IsCleaned && !policy.RejectsUnsupported ? null : _image;
        }
        else if (policy.RejectsBroken)
        {
            throw ImageRejections.Invalid(problem);
        }
    }

    // Many browsers do not know the types of cameras' formats, and send them as any bytes.
    private void RequireNoPicture(ReadOnlySpan<byte> start)
    {
        if (OtherPictures.NameOf(start) is { } format)
        {
            throw ImageRejections.OtherFormat(format);
        }

        var type = file.ContentType.Split(';')[0];
        var sentAs = IsSentAsPicture ? type : PictureNames.ExtensionOf(file.FileName);
        if (sentAs is not null)
        {
            throw ImageRejections.UnknownFormat(sentAs, isEmpty: start.IsEmpty);
        }
    }

    private static void Require(BrokenLimit? broken, ImageFacts facts, bool isAllKnown)
    {
        if (broken is not null)
        {
            throw ImageRejections.OutOfLimit(broken, facts, isAllKnown);
        }
    }

    // Texts begin with the two letters of a bitmap as well: what is not sent as a picture needs the length of its
    // header too.
    private ImageFormat Detect(ReadOnlySpan<byte> start)
    {
        var format = FormatDetection.Detect(start);
        return format != ImageFormat.Bmp || IsSentAsPicture || HasBitmapHeader(start) ? format : ImageFormat.Unknown;
    }

    private static bool HasBitmapHeader(ReadOnlySpan<byte> start) => start.Length >= BitmapHeaderAt + sizeof(uint)
        && BinaryPrimitives.ReadUInt32LittleEndian(start[BitmapHeaderAt..]) <= MaxBitmapHeader;

    private ImageInfo Describe(ImageFacts facts) => new()
    {
        ContentType = FormatNames.ContentTypeOf(facts.Format),
        Width = facts.ShownWidth,
        Height = facts.ShownHeight,
        Orientation = facts.Orientation,
        Frames = facts.Frames,
        BitDepth = facts.BitDepth == 0 ? null : facts.BitDepth,
        HasAlpha = facts.HasAlpha,
        HasColorProfile = facts.HasColorProfile,
        IsCleaned = IsCleaned,
    };
}
