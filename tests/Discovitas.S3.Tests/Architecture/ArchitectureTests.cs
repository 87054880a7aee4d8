namespace Discovitas.S3.Tests.Architecture;

/// <summary>The rules of the house, on this repository.</summary>
public sealed class ArchitectureTests
{
    [Fact]
    public void Folders_UseEachOtherInOneDirection() => ShouldBeNone(FolderCircles.Find(SourceTree.Files));

    [Fact]
    public void Packages_UseEachOtherTowardsTheCore() => ShouldBeNone(ProjectReferences.Find(SourceTree.Files));

    [Fact]
    public void PublicTypes_AreInTheRootNamespace() => ShouldBeNone(Names.PublicOutsideTheRoot(SourceTree.Files));

    [Fact]
    public void Namespaces_AreThoseOfTheFolders() => ShouldBeNone(Names.OutsideTheirFolder(SourceTree.Files));

    [Fact]
    public void FullNames_ExistOnce() => ShouldBeNone(Names.InTwoPackages(SourceTree.Files));

    [Fact]
    public void Files_HaveAtMost200Lines() => ShouldBeNone(Lengths.OfFiles(SourceTree.Files));

    [Fact]
    public void Lines_HaveAtMost120Columns() => ShouldBeNone(Lengths.OfLines(SourceTree.Files));

    [Fact]
    public void TheSource_IsFound() => SourceTree.Files.Should()
        .Contain(file => file.Path == "src/Discovitas.S3/S3Service.cs" && file.Types.Contains("S3Service"))
        .And.Contain(file => file.Path == "src/Discovitas.S3/Discovitas.S3.csproj")
        .And.Contain(file => file.Path == "tests/Discovitas.S3.Tests/Architecture/ArchitectureTests.cs");

    private static void ShouldBeNone(IEnumerable<string> violations) =>
        string.Join('\n', violations).Should().BeEmpty();
}
