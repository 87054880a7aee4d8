using System.Globalization;

namespace Discovitas.S3.Tests.Fuzz;

/// <summary>Input as messages and logs show it.</summary>
public sealed class LogSafeFuzz(ITestOutputHelper output)
{
    private static readonly UnicodeCategory[] Unseen =
        [
            UnicodeCategory.Control,
            UnicodeCategory.Format,
            UnicodeCategory.LineSeparator,
            UnicodeCategory.ParagraphSeparator,
            UnicodeCategory.Surrogate,
        ];

    [Fact]
    public void Quote_AnyName_IsOneShortLine() => new FuzzRun(output).Holds(
        GeneratedNames.Any,
        name =>
        {
            var shown = LogSafe.Quote(name);
            return shown.Length <= 83 && !shown.Any(c => Unseen.Contains(char.GetUnicodeCategory(c)));
        });
}
