namespace Discovitas.S3.Images.Tests.Support;

/// <summary>Reads a header from pieces.</summary>
internal static class HeaderOf
{
    internal static ImageHeaderReader Read(byte[] file, int piece = 1000)
    {
        var reader = new ImageHeaderReader();
        for (var at = 0; at < file.Length; at += piece)
        {
            reader.Append(file.AsSpan(at, Math.Min(piece, file.Length - at)));
        }

        return reader;
    }
}
