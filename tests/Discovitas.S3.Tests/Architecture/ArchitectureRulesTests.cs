namespace Discovitas.S3.Tests.Architecture;

/// <summary>Each rule of the house finds what breaks it, in a small tree that was made up for it.</summary>
public sealed class ArchitectureRulesTests
{
    private static readonly SourceFile Ground = File(
        "Text/LogSafe.cs", "namespace Discovitas.S3.Text;\ninternal static class LogSafe;");

    private static readonly SourceFile Above = File(
        "Client/S3Caller.cs",
        """
        using Discovitas.S3.Text;
        namespace Discovitas.S3.Client;
        internal sealed class S3Caller { string A => LogSafe.B; }
        """);

    [Fact]
    public void FolderCircles_InAnOrder_AreNone() => FolderCircles.Find([Ground, Above]).Should().BeEmpty();

    [Theory]
    [InlineData("using Discovitas.S3.Client;", "")]
    [InlineData("using static Discovitas.S3.Client.S3Caller;", "")]
    [InlineData("using Caller = Discovitas.S3.Client.S3Caller;", "")]
    [InlineData("", "Discovitas.S3.Client.S3Caller? caller")]
    [InlineData("", "global::Discovitas.S3.Client.S3Caller? caller")]
    [InlineData("", "S3.Client.S3Caller? caller")]
    [InlineData("", "Client.S3Caller? caller")]
    public void FolderCircles_AnArrowBack_IsNamedWithItsFiles(string usings, string member)
    {
        var back = File(
            "Text/HeaderText.cs",
            $"{usings}\nnamespace Discovitas.S3.Text;\ninternal sealed class HeaderText {{ {member}; }}");

        FolderCircles.Find([Ground, Above, back]).Should().Equal(
            "Discovitas.S3.Client -> Discovitas.S3.Text by S3Caller.cs",
            "Discovitas.S3.Text -> Discovitas.S3.Client by HeaderText.cs");
    }

    [Fact]
    public void FolderCircles_OnADetour_AreFound()
    {
        var between = File(
            "Objects/Head.cs",
            "using Discovitas.S3.Client;\nnamespace Discovitas.S3.Objects;\ninternal sealed class Head;");
        var back = File(
            "Text/HeaderText.cs",
            "using Discovitas.S3.Objects;\nnamespace Discovitas.S3.Text;\ninternal sealed class HeaderText;");

        FolderCircles.Find([Ground, Above, between]).Should().BeEmpty();
        FolderCircles.Find([Ground, Above, between, back]).Should().HaveCount(3);
    }

    [Theory]
    [InlineData("// Client.S3Caller\n")]
    [InlineData("/// <see cref=\"Client.S3Caller\"/>\n")]
    [InlineData("/* using Discovitas.S3.Client; */")]
    [InlineData("string a = \"Client.S3Caller\";")]
    [InlineData("string a = @\"\\\"; string b = \"Client.S3Caller\";")]
    [InlineData("string a = \"\"\"\n  \" Client.S3Caller \"\n  \"\"\";")]
    [InlineData("char a = '\"'; string b = \"Client.S3Caller\";")]
    [InlineData("object? a = this.Client.S3Caller;")]
    [InlineData("object? a = Client.Another;")]
    [InlineData("object? a = Client;")]
    public void FolderCircles_WhatOnlyLooksLikeAnArrow_IsNone(string member)
    {
        var other = File(
            "Text/HeaderText.cs", $"namespace Discovitas.S3.Text;\ninternal sealed class HeaderText {{ {member} }}");

        FolderCircles.Find([Ground, Above, other]).Should().BeEmpty();
    }

    [Fact]
    public void FolderCircles_BetweenAFolderAndTheOneAroundIt_AreFound()
    {
        SourceFile[] files =
        [
            File(
                "Direct/Route.cs",
                "using Discovitas.S3.Direct.Messages;\nnamespace Discovitas.S3.Direct;\ninternal sealed class Route;"),
            File(
                "Direct/Messages/Body.cs",
                "namespace Discovitas.S3.Direct.Messages;\ninternal sealed record Body(Route Route);"),
        ];

        FolderCircles.Find(files).Should().HaveCount(2);
    }

    [Fact]
    public void FolderCircles_AGlobalUsing_IsFound() =>
        FolderCircles.Find([Ground, Above, File("GlobalUsings.cs", "global using Discovitas.S3.Text;")]).Should()
            .Equal("src/Discovitas.S3/GlobalUsings.cs hides by a global using who uses Discovitas.S3.Text");

    [Fact]
    public void FolderCircles_InAnotherPackage_AreItsOwn()
    {
        var other = new SourceFile(
            "src/Discovitas.S3.Local/Text/A.cs",
            "using Discovitas.S3.Client;\nnamespace Discovitas.S3.Local.Text;\nclass A;");

        FolderCircles.Find([Ground, Above, other]).Should().BeEmpty();
    }

    [Fact]
    public void Names_OfAnotherFolder_AreFound()
    {
        SourceFile[] files =
        [
            Ground,
            File("S3Service.cs", "namespace Discovitas.S3;\npublic class S3Service;"),
            File("Text/MediaType.cs", "namespace Discovitas.S3;\ninternal sealed class MediaType;"),
            new(
                "src/Discovitas.S3.AspNetCore/Log.cs",
                "namespace Discovitas.S3.AspNetCore;\ninternal static class Log;"),
            new(
                "src/Discovitas.S3.Local/LocalS3Server.cs",
                "namespace Discovitas.S3.Local;\npublic class LocalS3Server;"),
            new("src/Discovitas.S3.Tool/Program.cs", "return 0;"),
        ];

        Names.OutsideTheirFolder(files).Should().Equal(
            "src/Discovitas.S3/Text/MediaType.cs has the namespace Discovitas.S3, not Discovitas.S3.Text",
            "src/Discovitas.S3.AspNetCore/Log.cs has the namespace Discovitas.S3.AspNetCore, not Discovitas.S3");
    }

    [Theory]
    [InlineData("public sealed class", true)]
    [InlineData("public sealed record", true)]
    [InlineData("public readonly record struct", true)]
    [InlineData("public enum", true)]
    [InlineData("public interface", true)]
    [InlineData("public delegate Task<int?>", true)]
    [InlineData("internal sealed class", false)]
    [InlineData("internal sealed class Outer;\n    public sealed class", false)]
    public void Names_APublicTypeInAFolder_IsFound(string declaration, bool isFound) =>
        Names.PublicOutsideTheRoot([File("Text/Shown.cs", $"namespace Discovitas.S3.Text;\n{declaration} Shown();")])
            .Should()
            .BeEquivalentTo(
                isFound
                    ? ["src/Discovitas.S3/Text/Shown.cs: Shown is public, in Discovitas.S3.Text"]
                    : Array.Empty<string>());

    [Fact]
    public void Names_InTwoPackages_AreFound()
    {
        const string text = "namespace Discovitas.S3.Forms;\ninternal sealed class FormPart;";
        SourceFile[] files =
        [
            File("Forms/FormPart.cs", text),
            File("Forms/FormPart.Read.cs", text),
            new("src/Discovitas.S3.Local/FormPart.cs", text),
        ];

        Names.InTwoPackages(files[..2]).Should().BeEmpty();
        Names.InTwoPackages(files).Should().ContainSingle().Which
            .Should().StartWith("Discovitas.S3.Forms.FormPart is in ");
    }

    [Fact]
    public void Lengths_OverTheLimit_AreFound()
    {
        var lines = string.Concat(Enumerable.Repeat("//\n", Lengths.MostLines));

        Lengths.OfFiles([File("A.cs", lines)]).Should().BeEmpty();
        Lengths.OfFiles([File("A.cs", lines + "//\n")]).Should().Equal("src/Discovitas.S3/A.cs has 201 lines");
        Lengths.OfLines([File("A.cs", $"\n//{new string('-', 118)}\n")]).Should().BeEmpty();
        Lengths.OfLines([File("A.cs", $"\n//{new string('-', 119)}\n")])
            .Should().Equal("src/Discovitas.S3/A.cs:2 has 121 columns");
    }

    [Fact]
    public void ProjectReferences_InTheWrongDirection_AreFound()
    {
        ProjectReferences.Find([Project(""), Project(".Local", ""), Project(".Tool", ".Local", "")]).Should().BeEmpty();
        ProjectReferences.Find([Project(""), Project(".Local")])
            .Should().Equal("src/Discovitas.S3.Local/Discovitas.S3.Local.csproj does not lead to Discovitas.S3");
        ProjectReferences.Find([Project("", ".Local"), Project(".Local", "")]).Should().HaveCount(3);
        ProjectReferences.Find([Project(""), Project(".A", "", ".B"), Project(".B", "", ".A")]).Should().HaveCount(2);
    }

    private static SourceFile File(string path, string text) => new($"src/Discovitas.S3/{path}", text);

    private static SourceFile Project(string name, params string[] references) => new(
        $"src/Discovitas.S3{name}/Discovitas.S3{name}.csproj",
        string.Concat(references.Select(other => $"""
            <ProjectReference Include="../Discovitas.S3{other}/Discovitas.S3{other}.csproj" />

            """)));
}
