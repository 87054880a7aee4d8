using Spectre.Console;

namespace Discovitas.S3.Tool.Terminal;

/// <summary>Builds tables of text from any source, which fit narrow screens.</summary>
internal static class TableText
{
    /// <summary>Creates a table whose first column is wrapped if it must be, and whose numbers never are.</summary>
    internal static Table Create(string name, params string[] numbers)
    {
        var table = new Table { Border = TableBorder.Simple, ShowRowSeparators = false };
        table.AddColumn(new TableColumn(Bold(name)));
        foreach (var number in numbers)
        {
            table.AddColumn(new TableColumn(Bold(number)) { NoWrap = true, Alignment = Justify.Right });
        }

        return table;
    }

    internal static void Add(this Table table, string name, params IEnumerable<string> numbers) =>
        table.AddRow([Cell(name), .. numbers.Take(table.Columns.Count - 1).Select(Cell)]);

    private static Paragraph Cell(string text) => new(DisplayText.Clean(text));

    private static Paragraph Bold(string text) => new(text, new Style(decoration: Decoration.Bold));
}
