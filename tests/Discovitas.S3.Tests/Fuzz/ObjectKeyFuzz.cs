using System.Text.RegularExpressions;

namespace Discovitas.S3.Tests.Fuzz;

public sealed partial class ObjectKeyFuzz(ITestOutputHelper output) : FuzzTest(output)
{
    [Fact]
    public void Create_AnyName_KeepsTheGrammarAndParsesAgain() => Run.Holds(
        Gen.Select(GeneratedKeys.Prefix, GeneratedKeys.FolderOrNone, GeneratedNames.Any),
        (prefix, folder, name) =>
        {
            var key = ObjectKey.Create(Request(name, folder), prefix);
            return key.Value.StartsWith(prefix + folder, StringComparison.Ordinal)
                && key.Value.EndsWith(FileExtension.Parse(name).Value, StringComparison.Ordinal)
                && FileName().IsMatch(key.Value[(prefix.Length + (folder.Length == 0 ? 0 : folder.Length + 1))..])
                && Parses(key.Value, prefix);
        });

    [Fact]
    public void Create_AnyFolder_IsRejectedOrKept() => Run.Holds(
        Gen.Select(GeneratedKeys.Prefix, Mutated.Text(GeneratedKeys.FolderOrNone), GeneratedKeys.Extension),
        (prefix, folder, extension) =>
        {
            try
            {
                var key = ObjectKey.Create(Request("a" + extension, folder), prefix).Value;
                return IsKey(key, prefix)
                    && Parses(key, prefix)
                    && key.StartsWith(folder.Length == 0 ? prefix : $"{prefix}{folder}/", StringComparison.Ordinal);
            }
            catch (UploadRejectedException rejection)
            {
                return rejection.Reason == UploadRejectionReason.InvalidFolder
                    && (
                        !Folder().IsMatch(folder)
                            || prefix.Length + folder.Length + "/".Length + Guid.Empty.ToString()
                                .Length + extension.Length > GeneratedKeys.MaxLength);
            }
        });

    // One changed character of a true key is a true key only where the grammar says so; so are more of them.
    [Fact]
    public void TryParse_AnyText_IsTheGrammar() => Run.Holds(
        Gen.Select(GeneratedKeys.Prefix, GeneratedKeys.Prefix, GeneratedKeys.BelowThePrefix, Gen.Bool)
            .SelectMany(
                (own, other, rest, isOwn) =>
                    Mutated.Text(Gen.Const((isOwn ? own : other) + rest)).Select(text => (own, text))),
        (prefix, text) =>
            ObjectKey.TryParse(text, prefix, out var key)
                ? IsKey(text, prefix) && key.Value == text
                : !IsKey(text, prefix) && key == default,
        count: 5_000);

    private static FileUploadRequest Request(string name, string folder) =>
        new(name, "image/png", Array.Empty<byte>()) { Folder = folder };

    private static bool Parses(string text, string prefix) =>
        ObjectKey.TryParse(text, prefix, out var parsed) && parsed.Value == text && parsed.ToString() == text;

    private static bool IsKey(string text, string prefix)
    {
        if (text.Length > GeneratedKeys.MaxLength || !text.StartsWith(prefix, StringComparison.Ordinal))
        {
            return false;
        }

        var rest = text[prefix.Length..].Split('/');
        return FileName().IsMatch(rest[^1]) && (rest.Length == 1 || Folder().IsMatch(string.Join('/', rest[..^1])));
    }

    [GeneratedRegex(@"\A" + GeneratedKeys.FolderPattern + @"\z", RegexOptions.CultureInvariant)]
    private static partial Regex Folder();

    [GeneratedRegex(@"\A" + GeneratedKeys.FileNamePattern + @"\z", RegexOptions.CultureInvariant)]
    private static partial Regex FileName();
}
