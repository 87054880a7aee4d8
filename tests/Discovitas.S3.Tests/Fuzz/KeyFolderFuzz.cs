using System.Text.RegularExpressions;

namespace Discovitas.S3.Tests.Fuzz;

public sealed partial class KeyFolderFuzz(ITestOutputHelper output) : FuzzTest(output)
{
    [Fact]
    public void IsValid_AnyFolder_IsTheGrammar() => Run.Holds(
        Mutated.Text(GeneratedKeys.Folder),
        folder => KeyFolder.IsValid(folder) == Grammar().IsMatch(folder));

    [Fact]
    public void IsValidPrefix_AnyPrefix_IsEmptyOrTheGrammarAndASlash() => Run.Holds(
        Mutated.Text(GeneratedKeys.Prefix),
        prefix =>
        {
            var isExpected = prefix.Length == 0 || (prefix.EndsWith('/') && Grammar().IsMatch(prefix[..^1]));
            return KeyFolder.IsValidPrefix(prefix) == isExpected;
        });

    // The promise behind the grammar: no client escapes anything in it or resolves anything away.
    [Fact]
    public void IsValid_FolderThatIsTaken_StandsInAUrlAsItIs() => Run.Holds(
        Mutated.Text(GeneratedKeys.Folder),
        folder =>
        {
            if (folder.Length > GeneratedKeys.MaxLength || !KeyFolder.IsValid(folder))
            {
                return true;
            }

            var url = $"https://host/{folder}/a";
            return new Uri(url).AbsoluteUri == url
                && Uri.EscapeDataString(folder).Replace("%2F", "/", StringComparison.Ordinal) == folder;
        });

    [GeneratedRegex(@"\A" + GeneratedKeys.FolderPattern + @"\z", RegexOptions.CultureInvariant)]
    private static partial Regex Grammar();
}
