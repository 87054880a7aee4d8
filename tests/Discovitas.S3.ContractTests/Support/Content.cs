namespace Discovitas.S3.ContractTests.Support;

/// <summary>The same bytes as every kind of content.</summary>
internal static class Content
{
    internal static byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        new Random(count).NextBytes(bytes);
        return bytes;
    }

    internal static UploadContent Of(string kind, byte[] bytes, string path)
    {
        if (kind == "file")
        {
            File.WriteAllBytes(path, bytes);
        }

        return kind switch
        {
            "bytes" => bytes,
            "seekable" => new MemoryStream(bytes),
            "unseekable" => new SourceStream(bytes),
            _ => UploadContent.FromFile(path),
        };
    }

    internal static async Task<byte[]> ReadAsync(FileDownload file)
    {
        await using (file)
        {
            using var copy = new MemoryStream();
            await file.Content.CopyToAsync(copy);
            return copy.ToArray();
        }
    }

    internal static void ShouldBeSame(byte[] actual, byte[] expected) =>
        actual.AsSpan().SequenceEqual(expected).Should().BeTrue("the bytes must be the same, {0} of them, and are {1}", expected.Length, actual.Length);
}
