namespace Discovitas.S3.BrowserTests.Support;

/// <summary>The bytes that a page uploads: the page asks the site for them by their number, and the test knows them.</summary>
internal static class Content
{
    internal const int MiB = 1024 * 1024;

    /// <summary>A name in many scripts, with what a URL or a header would stumble over.</summary>
    internal const string Name = "Grüße & „日本“ + 100% 🙂.txt";

    internal static byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        new Random(count).NextBytes(bytes);
        return bytes;
    }
}
