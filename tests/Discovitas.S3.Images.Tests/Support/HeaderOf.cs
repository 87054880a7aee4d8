namespace Discovitas.S3.Images.Tests.Support;

/// <summary>Reads a header from pieces.</summary>
internal static class HeaderOf
{
    internal static ImageHeaderReader Read(byte[] file, int piece = 1000)
    {
        var reader = new ImageHeaderReader();
        foreach (var part in file.Chunk(piece))
        {
            reader.Append(part);
        }

        return reader;
    }
}
