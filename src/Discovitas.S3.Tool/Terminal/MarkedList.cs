using Spectre.Console;

namespace Discovitas.S3.Tool.Terminal;

/// <summary>Lists what was found out: a mark, a name and texts from any source.</summary>
internal static class MarkedList
{
    // On narrower screens the text is below the name.
    private const int ColumnsForNames = 70;

    internal static Grid Create(IReadOnlyList<MarkedRow> rows, int columns)
    {
        var hasNames = columns >= ColumnsForNames;
        var grid = new Grid().AddColumn(Column(noWrap: true));
        if (hasNames)
        {
            grid.AddColumn(Column(noWrap: true));
        }

        for (var texts = rows.Count == 0 ? 0 : rows[0].Texts.Length; texts > 0; texts--)
        {
            grid.AddColumn(Column(noWrap: false));
        }

        foreach (var row in rows)
        {
            grid.AddRow([.. Cells(row, hasNames)]);
        }

        return grid;
    }

    /// <summary>Returns text as one line without control characters.</summary>
    internal static string OneLine(string text) => DisplayText.Clean(text.Replace('\n', ' '));

    private static IEnumerable<Paragraph> Cells(MarkedRow row, bool hasNames)
    {
        var style = new Style(row.Color);
        var (name, texts) = (DisplayText.Clean(row.Name), row.Texts.Select(OneLine).ToList());
        yield return new Paragraph(row.Mark, style);
        yield return hasNames
            ? new Paragraph(name, style)
            : new Paragraph(name, style).Append($"\n{texts[0]}", Style.Plain);
        foreach (var text in texts.Skip(hasNames ? 0 : 1))
        {
            yield return new Paragraph(text);
        }
    }

    private static GridColumn Column(bool noWrap) => new() { NoWrap = noWrap, Padding = new Padding(0, 0, 2, 0) };
}
