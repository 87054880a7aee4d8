namespace Discovitas.S3.Tests.Architecture;

/// <summary>What fits a screen can be read.</summary>
internal static class Lengths
{
    internal const int MostLines = 200;
    internal const int MostColumns = 120;

    /// <summary>Finds files that are too long. That of a test may be longer: its cases are read one by one.</summary>
    internal static IEnumerable<string> OfFiles(IReadOnlyList<SourceFile> files) =>
        from file in files
        where file.IsInSource && file.IsCode && file.Lines.Length > MostLines
        select $"{file.Path} has {file.Lines.Length} lines";

    /// <summary>Finds lines that are too long.</summary>
    internal static IEnumerable<string> OfLines(IReadOnlyList<SourceFile> files) =>
        from file in files
        where file.IsCode
        from line in file.Lines.Index()
        where line.Item.Length > MostColumns
        select $"{file.Path}:{line.Index + 1} has {line.Item.Length} columns";
}
