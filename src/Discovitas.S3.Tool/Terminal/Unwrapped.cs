using Spectre.Console;
using Spectre.Console.Rendering;

namespace Discovitas.S3.Tool.Terminal;

/// <summary>
/// Represents lines that are written as they are at any width, so that a URL can be copied and found by a script. The
/// terminal itself continues them on the next row.
/// </summary>
internal sealed class Unwrapped(string text, Style? style = null) : Renderable
{
    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth) =>
        [new Segment(text, style ?? Style.Plain), Segment.LineBreak];
}
