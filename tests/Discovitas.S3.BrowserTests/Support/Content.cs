namespace Discovitas.S3.BrowserTests.Support;

/// <summary>The bytes that a page uploads: the page asks the site for them by their number, and the test knows them.</summary>
internal static class Content
{
    internal const int MiB = 1024 * 1024;

    internal static byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        new Random(count).NextBytes(bytes);
        return bytes;
    }
}
