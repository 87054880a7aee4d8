using System.Text.RegularExpressions;

namespace Discovitas.S3.Tests.Packages;

/// <summary>What is packed is what somebody is to see who installs it.</summary>
public sealed partial class PackageTests
{
    [PackageTheory]
    [InlineData("Discovitas.S3")]
    [InlineData("Discovitas.S3.AspNetCore")]
    [InlineData("Discovitas.S3.Local")]
    [InlineData("Discovitas.S3.Aspire.Hosting")]
    [InlineData("Discovitas.S3.Images")]
    public void Documentation_IsOfThePublicApiAlone(string id)
    {
        using var package = new Package(id);
        var names = package.PublicNames();

        var documented = package.Documented();

        documented.Where(member => member[0] == 'T').Select(NameOf).Should().BeEquivalentTo(names.Types);
        documented.Where(member => member[0] != 'T').Select(NameOf).Should().BeSubsetOf(names.Members);
        documented.Count(member => member[0] != 'T').Should().BeGreaterThan(names.Types.Count);
    }

    [PackageTheory]
    [InlineData("Discovitas.S3")]
    [InlineData("Discovitas.S3.AspNetCore")]
    [InlineData("Discovitas.S3.Local")]
    [InlineData("Discovitas.S3.Aspire.Hosting")]
    [InlineData("Discovitas.S3.Images")]
    [InlineData("Discovitas.S3.Tool")]
    public void Package_SaysWhatItIs(string id)
    {
        using var package = new Package(id);

        package.Files.Should().Contain(["README.md", "icon.png", "LICENSE"]);
        package.Text("README.md").Should().StartWith($"# {id}\n");
        package.Metadata("license").Should().Be("MIT");
        package.Metadata("readme").Should().Be("README.md");
        package.Metadata("icon").Should().Be("icon.png");
        package.Metadata("description").Length.Should().BeInRange(60, 300);
        package.Metadata("tags").Should().Contain("s3");
        package.Metadata("releaseNotes").Should().StartWith("### ");
    }

    // "M:A.B.#ctor(System.String)~C" has the name "A.B..ctor", as in the assembly.
    private static string NameOf(string member) => Signature().Replace(member[2..], "").Replace('#', '.');

    [GeneratedRegex(@"\(.*|~.*|``\d+")]
    private static partial Regex Signature();
}
