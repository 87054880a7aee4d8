using Spectre.Console.Rendering;

namespace Discovitas.S3.Tool.Terminal;

/// <summary>Represents content without the spaces that fill its lines up to the width.</summary>
internal sealed class Trimmed(IRenderable content) : Renderable
{
    protected override Measurement Measure(RenderOptions options, int maxWidth) => content.Measure(options, maxWidth);

    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        foreach (var line in Segment.SplitLines(content.Render(options, maxWidth)))
        {
            var last = line.FindLastIndex(segment => !string.IsNullOrWhiteSpace(segment.Text));
            for (var index = 0; index <= last; index++)
            {
                var segment = line[index];
                yield return index == last ? new Segment(segment.Text.TrimEnd(), segment.Style) : segment;
            }

            yield return Segment.LineBreak;
        }
    }
}
