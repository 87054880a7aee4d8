namespace Discovitas.S3.Images.Tests.Support.Matrix;

/// <summary>The tags that exiftool may find in a picture that was cleaned: each by its name.</summary>
internal static class RemainingTags
{
    // Sizes, kinds and timing of pixels, how they are coded, and colours. "System" and "Composite" are exiftool's own
    // words for the file in its folder, and for what it calculates from other tags.
    private static readonly HashSet<string> Names = [.. Words("""
        SourceFile ExifTool:ExifToolVersion
        System:FileName System:Directory System:FileSize System:FileModifyDate System:FileAccessDate
        System:FileInodeChangeDate System:FilePermissions
        Composite:ImageSize Composite:Megapixels
        File:FileType File:FileTypeExtension File:MIMEType File:ImageWidth File:ImageHeight File:BitsPerSample
        File:ColorComponents File:EncodingProcess File:YCbCrSubSampling File:ExifByteOrder
        JFIF:JFIFVersion JFIF:ResolutionUnit JFIF:XResolution JFIF:YResolution
        Adobe:DCTEncodeVersion Adobe:APP14Flags0 Adobe:APP14Flags1 Adobe:ColorTransform
        IFD0:Orientation
        PNG:ImageWidth PNG:ImageHeight PNG:BitDepth PNG:ColorType PNG:Compression PNG:Filter PNG:Interlace PNG:Palette
        PNG:Transparency PNG:BackgroundColor PNG:Gamma PNG:WhitePointX PNG:WhitePointY PNG:RedX PNG:RedY PNG:GreenX
        PNG:GreenY PNG:BlueX PNG:BlueY PNG:AnimationFrames PNG:AnimationPlays
        PNG-pHYs:PixelUnits PNG-pHYs:PixelsPerUnitX PNG-pHYs:PixelsPerUnitY
        GIF:GIFVersion GIF:ImageWidth GIF:ImageHeight GIF:HasColorMap GIF:ColorResolutionDepth GIF:BitsPerPixel
        GIF:BackgroundColor GIF:TransparentColor GIF:AnimationIterations GIF:FrameCount GIF:Duration
        RIFF:ImageWidth RIFF:ImageHeight RIFF:VP8Version RIFF:HorizontalScale RIFF:VerticalScale RIFF:WebP_Flags
        RIFF:AlphaPreprocessing RIFF:AlphaFiltering RIFF:AlphaCompression RIFF:BackgroundColor
        RIFF:AnimationLoopCount RIFF:FrameCount RIFF:Duration
        ICC-header:ProfileVersion ICC-header:ProfileClass ICC-header:ColorSpaceData ICC-header:ProfileConnectionSpace
        ICC-header:ProfileFileSignature ICC-header:CMMFlags ICC-header:RenderingIntent
        ICC-header:ConnectionSpaceIlluminant
        ICC_Profile:MediaWhitePoint ICC_Profile:RedMatrixColumn ICC_Profile:GreenMatrixColumn
        ICC_Profile:BlueMatrixColumn ICC_Profile:RedTRC ICC_Profile:GreenTRC ICC_Profile:BlueTRC ICC_Profile:AToB0
        ICC_Profile:ProfileCopyright
        """)];

    // What stays, but only with a value that tells nothing. exiftool counts the bytes of what is blank.
    private static readonly HashSet<string> Blank =
    [
        "ICC-header:ProfileDateTime=2000:01:01 00:00:00", "ICC-header:ProfileCMMType=", "ICC-header:PrimaryPlatform=",
        "ICC-header:DeviceManufacturer=", "ICC-header:DeviceModel=", "ICC-header:DeviceAttributes=0 0",
        "ICC-header:ProfileCreator=", "ICC-header:ProfileID=0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0",
        "PNG:ProfileName=ICC profile", "ICC_Profile:ProfileDescription=",
        "ICC_Profile:DeviceMfgDesc=(Binary data 101 bytes, use -b option to extract)",
        "ICC_Profile:MakeAndModel=(Binary data 18 bytes, use -b option to extract)",
        "ICC_Profile:VideoCardGamma=(Binary data 18 bytes, use -b option to extract)",
    ];

    /// <summary>Returns the tags that may not remain, with their values.</summary>
    internal static string Without(Dictionary<string, string> tags) => string.Join(", ", tags
        .Where(tag => !Names.Contains(tag.Key) || tag.Value.Contains(Bytes.Secret, StringComparison.Ordinal))
        .Select(tag => $"{tag.Key}={tag.Value}")
        .Where(tag => !Blank.Contains(tag)));

    private static string[] Words(string text) =>
        text.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
}
