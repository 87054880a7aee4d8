namespace Discovitas.S3.Images.IsoBmff;

/// <summary>What a decoder begins with, without what it does not need.</summary>
/// <param name="Kept">What is written.</param>
/// <param name="Sizes">What the pictures' size can be said to be; nothing where only their data tell.</param>
/// <param name="PrefixLength">The bytes before each unit of HEVC.</param>
internal sealed record CodecStart(byte[] Kept, CodedSize[] Sizes, int PrefixLength);
