namespace Discovitas.S3.Tests.Architecture;

/// <summary>
/// What a user writes is in <c>Discovitas.S3</c>; what is inside a package is in the namespace of its folder, so that a
/// full name tells where a type is, and none exists twice.
/// </summary>
internal static class Names
{
    private const string Root = "Discovitas.S3";

    /// <summary>Finds files whose namespace is not that of their folder.</summary>
    internal static IEnumerable<string> OutsideTheirFolder(IReadOnlyList<SourceFile> files) =>
        from file in files
        where file.IsInSource && file.IsCode && file.Types.Any()
        let expected = file.Folder.Length == 0 ? Roots(file.Assembly) : [$"{file.Assembly}.{file.Folder}"]
        where !expected.Contains(file.Namespace)
        select $"{file.Path} has the namespace {file.Namespace}, not {string.Join(" or ", expected)}";

    /// <summary>Finds public types that are not where a user looks for them.</summary>
    internal static IEnumerable<string> PublicOutsideTheRoot(IReadOnlyList<SourceFile> files) =>
        from file in files
        where file.IsInSource && file.IsCode && !Roots(file.Assembly).Contains(file.Namespace)
        from type in file.PublicTypes
        select $"{file.Path}: {type} is public, in {file.Namespace}";

    /// <summary>
    /// Finds full names that exist in more than one package. A file that is linked into several counts once.
    /// </summary>
    internal static IEnumerable<string> InTwoPackages(IReadOnlyList<SourceFile> files) =>
        from named in from file in files
                      where file.IsInSource && file.IsCode
                      from type in file.Types
                      group file by $"{file.Namespace}.{type}"
        where named.DistinctBy(file => file.Assembly).Count() > 1
        select $"{named.Key} is in {string.Join(" and in ", named.Select(file => file.Path))}";

    private static string[] Roots(string assembly) => assembly switch
    {
        "Discovitas.S3.Local" => [Root, assembly],

        // The implicit usings of an AppHost: its code needs no line more.
        "Discovitas.S3.Aspire.Hosting" => ["Aspire.Hosting", "Aspire.Hosting.ApplicationModel"],

        // A program: nobody writes its names.
        "Discovitas.S3.Tool" => [assembly],
        _ => [Root],
    };
}
