using System.Text.RegularExpressions;

namespace Discovitas.S3.Tests.Architecture;

/// <summary>References between projects run towards the core, which has none.</summary>
internal static partial class ProjectReferences
{
    private const string Core = "Discovitas.S3";

    internal static IEnumerable<string> Find(IReadOnlyList<SourceFile> files)
    {
        var projects = files.Where(file => file.IsInSource && file.IsProject).ToArray();
        var arrows = new Arrows();
        foreach (var project in projects)
        {
            foreach (var other in Reference().Matches(project.Text).Select(found => found.Groups[1].Value))
            {
                arrows.Add(project.Assembly, other, project.Path);
            }
        }

        return arrows.OnCircles()
            .Concat(
                projects.Where(project => !arrows.Reaches(project.Assembly, Core))
                    .Select(project => $"{project.Path} does not lead to {Core}"))
            .Concat(
                projects.Where(project => project.Assembly == Core && Reference().IsMatch(project.Text))
                    .Select(_ => $"{Core} references a project"));
    }

    [GeneratedRegex(@"<ProjectReference\s+Include=""[^""]*?([\w.]+)\.csproj""")]
    private static partial Regex Reference();
}
