namespace Discovitas.S3.BrowserTests.Support;

/// <summary>Names of files that a browser sends.</summary>
internal static class FileNames
{
    /// <summary>A name in many scripts, with what a URL or a header would stumble over.</summary>
    internal const string ManyScripts = "Grüße & „日本“ + 100% 🙂.txt";
}
