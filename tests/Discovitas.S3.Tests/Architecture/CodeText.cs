using System.Text.RegularExpressions;

namespace Discovitas.S3.Tests.Architecture;

/// <summary>Reads C# as far as the rules need it.</summary>
internal static partial class CodeText
{
    /// <summary>Replaces comments and texts by nothing: what they mention is not used.</summary>
    internal static string WithoutCommentsAndStrings(string text) =>
        CommentOrString().Replace(text, found => found.Value[0] is '/' ? "" : "\"\"");

    // In this order: a raw string begins as an empty one does, and a comment may stand in a string.
    [GeneratedRegex("""
        \$*"{3,}[\s\S]*?"{3,}            # raw
        | \$?@\$?"(?:[^"]|"")*"          # verbatim
        | \$?"(?:\\.|[^"\\\n])*"         # regular
        | '(?:\\.|[^'\\\n])+'            # a character
        | //[^\n]*
        | /\*[\s\S]*?\*/
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex CommentOrString();
}
