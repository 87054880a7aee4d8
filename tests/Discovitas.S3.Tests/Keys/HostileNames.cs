namespace Discovitas.S3.Tests.Keys;

/// <summary>
/// File names that have broken upload code before, each with the extension that may reach the key. Tests take them by
/// their label: the names themselves hold characters that no test report can print.
/// </summary>
internal static class HostileNames
{
    private const int TenMegabytes = 10 * 1024 * 1024;

    private static readonly Dictionary<string, (string Name, string Extension)> All = new(StringComparer.Ordinal)
    {
        ["two extensions"] = ("a.php.jpg", ".jpg"),
        ["dot at the end"] = ("a.jpg.", ""),
        ["space at the end"] = ("a.jpg ", ""),
        ["newline at the end"] = ("a.jpg\n", ""),
        ["NUL before the extension"] = ("a.php\0.jpg", ".jpg"),
        ["NUL in the extension"] = ("a.jpg\0.", ""),
        ["percent-encoded NUL"] = ("a.php%00.jpg", ".jpg"),
        ["percent-encoded NUL at the end"] = ("a.jpg%00", ""),
        ["traversal, Windows"] = (@"..\..\x.png", ".png"),
        ["traversal, Unix"] = ("../../x.png", ".png"),
        ["traversal in the extension"] = ("a./../x", ""),
        ["traversal, encoded"] = ("a.%2e%2e%2fx", ""),
        ["drive, relative"] = ("C:x.png", ".png"),
        ["drive, absolute"] = (@"C:\x\a.png", ".png"),
        ["absolute, Unix"] = ("/x/a.png", ".png"),
        ["dot of a folder"] = ("a.b/c", ""),
        ["dot of a Windows folder"] = (@"a.b\c", ""),
        ["slash and dot"] = ("a.png/.", ""),
        ["alternate data stream"] = ("a.png:$DATA", ""),
        ["right-to-left override"] = ("a\u202Egpj.exe", ".exe"),
        ["right-to-left override in the extension"] = ("a.e\u202Exe", ""),
        ["one dot leader"] = ("a\u2024png", ""),
        ["fullwidth full stop"] = ("a\uFF0Epng", ""),
        ["fullwidth letters"] = ("a.\uFF50\uFF4E\uFF47", ""),
        ["superscript n"] = ("a.p\u207Fg", ""),
        ["superscript n, nothing before"] = (".p\u207Fg", ""),
        ["Arabic digit"] = ("a.mp\u0663", ""),
        ["dotless i"] = ("a.g\u0131f", ""),
        ["dotted capital I"] = ("a.G\u0130F", ""),
        ["Kelvin sign"] = ("a.m\u212Av", ""),
        ["accent before, composed"] = ("\u00E9.png", ".png"),
        ["accent before, decomposed"] = ("e\u0301.png", ".png"),
        ["accent in the extension, composed"] = ("a.\u00E9", ""),
        ["accent in the extension, decomposed"] = ("a.e\u0301", ""),
        ["emoji extension"] = ("a.\U0001F600", ""),
        ["zero width joiner in the extension"] = ("a.p\u200Dng", ""),
        ["16 letters"] = ("a." + new string('e', 16), "." + new string('e', 16)),
        ["17 letters"] = ("a." + new string('e', 17), ""),
        ["255 letters"] = ("a." + new string('e', 255), ""),
        ["1,000 letters"] = ("a." + new string('e', 1000), ""),
        [".htaccess"] = (".htaccess", ""),
        [".bashrc"] = (".bashrc", ""),
        ["hidden file in a folder"] = ("x/.bashrc", ""),
        ["hidden file with an extension"] = (".bashrc.txt", ".txt"),
        ["device"] = ("CON.png", ".png"),
        ["header injection"] = ("a\r\nX: y.png", ".png"),
        ["header injection in the extension"] = ("a.png\r\nX: y", ""),
        ["parameter injection"] = ("a\";x=\"", ""),
        ["parameter injection in the extension"] = ("a.\";x=\"", ""),
        ["query"] = ("a.png?x=1", ""),
        ["fragment"] = ("a.png#x", ""),
        ["hyphen in the extension"] = ("a.tar-gz", ""),
        ["lone high surrogate"] = ("\uD800.png", ".png"),
        ["lone low surrogate"] = ("\uDC00.png", ".png"),
        ["lone surrogate in the extension"] = ("a.\uD800", ""),
        ["empty"] = ("", ""),
        ["one dot"] = (".", ""),
        ["only dots"] = ("....", ""),
        ["only dots and letters"] = ("...png", ""),
        ["only spaces"] = ("   ", ""),
        ["space and extension"] = (" .png", ".png"),
        ["10 MB before the extension"] = (new string('a', TenMegabytes) + ".png", ".png"),
        ["10 MB of extension"] = ("a." + new string('a', TenMegabytes), ""),
        ["10 MB of dots"] = (new string('.', TenMegabytes) + "png", ""),
        ["10 MB of slashes"] = (new string('/', TenMegabytes) + "a.png", ".png"),
    };

    internal static TheoryData<string> Labels => [.. All.Keys];

    internal static IEnumerable<string> Names => All.Values.Select(entry => entry.Name);

    internal static (string Name, string Extension) Get(string label) => All[label];
}
