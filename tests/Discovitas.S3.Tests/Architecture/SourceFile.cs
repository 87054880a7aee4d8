using System.Text.RegularExpressions;

namespace Discovitas.S3.Tests.Architecture;

/// <summary>A file of the repository, as the rules of the house read it.</summary>
/// <param name="Path">From the root of the repository, with slashes: <c>src/Discovitas.S3/Text/LogSafe.cs</c>.</param>
/// <param name="Text">What the file holds.</param>
internal sealed partial record SourceFile(string Path, string Text)
{
    private readonly Lazy<string> _code = new(() => CodeText.WithoutCommentsAndStrings(Text));

    internal bool IsCode => Path.EndsWith(".cs", StringComparison.Ordinal);

    internal bool IsProject => Path.EndsWith(".csproj", StringComparison.Ordinal);

    internal bool IsInSource => Path.StartsWith("src/", StringComparison.Ordinal);

    /// <summary>Gets the assembly that the file belongs to.</summary>
    internal string Assembly => Path.Split('/')[1];

    /// <summary>
    /// Gets the folder inside the project, as a namespace has it: <c>Direct.Messages</c>; empty for the project's own.
    /// </summary>
    internal string Folder => string.Join('.', Path.Split('/')[2..^1]);

    /// <summary>Gets the code without its comments and its texts.</summary>
    internal string Code => _code.Value;

    /// <summary>Gets the file's namespace; empty if it has none.</summary>
    internal string Namespace => NamespaceLine().Match(Code).Groups[1].Value;

    /// <summary>Gets the lines, without the empty one behind the last line break.</summary>
    internal string[] Lines => Text.TrimEnd('\n').Split('\n');

    /// <summary>Gets the names of the types that are not inside another type.</summary>
    internal IEnumerable<string> Types => TypeLine().Matches(Code).Select(line => line.Groups["name"].Value);

    /// <summary>Gets the names of the types that anybody may use.</summary>
    internal IEnumerable<string> PublicTypes =>
        TypeLine().Matches(Code).Where(line => line.Value.StartsWith("public ", StringComparison.Ordinal))
            .Select(line => line.Groups["name"].Value);

    [GeneratedRegex(@"^namespace\s+([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex NamespaceLine();

    // File-scoped namespaces are a rule of this repository, so that a type stands at the beginning of its line.
    [GeneratedRegex(
        @"^(?:(?:public|internal|file|static|sealed|abstract|partial|readonly|ref|unsafe)\s+)*"
        + @"(?:class|struct|interface|enum|record(?:\s+(?:struct|class))?|delegate\s+[\w<>?.,\[\] ]+?)\s+(?<name>\w+)",
        RegexOptions.Multiline)]
    private static partial Regex TypeLine();
}
