using Spectre.Console;
using Spectre.Console.Rendering;

namespace Discovitas.S3.Tool.Terminal;

/// <summary>Represents the name beside a progress bar: at most a third of the screen wide.</summary>
internal sealed class NameColumn(string name, int screenWidth) : ProgressColumn
{
    private const int MinWidth = 8;

    private readonly string _name =
        DisplayText.Shorten(DisplayText.Clean(name), Math.Max(MinWidth, screenWidth / 3));

    protected override bool NoWrap => true;

    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
        new Paragraph(_name);

    public override int? GetColumnWidth(RenderOptions options) => _name.GetCellWidth();
}
