using System.Reflection;

namespace Discovitas.S3.Tests.Rules;

public sealed class FileTypesBytesTests
{
    private static readonly FileType[] Kinds = (FileType[])typeof(FileTypes)
        .GetField("All", BindingFlags.NonPublic | BindingFlags.Static)!.GetValue(null)!;

    public static TheoryData<string> KindNames => [.. Kinds.Select(kind => kind.Name)];

    public static TheoryData<string> KindNamesWithSignature =>
        [.. Kinds.Where(kind => kind.Matches is not null).Select(kind => kind.Name)];

    public static TheoryData<string> AllTypes => [.. Kinds.SelectMany(kind => kind.Types)];

    [Fact]
    public void Table_HasASampleForEachKind() =>
        FileSamples.All.Keys.Should().BeEquivalentTo(Kinds.Select(kind => kind.Name));

    [Fact]
    public void Table_NamesEachTypeOnce() => Kinds.SelectMany(kind => kind.Types).Should().OnlyHaveUniqueItems();

    [Fact]
    public void Table_IsInLowerCase() =>
        Kinds.SelectMany(kind => kind.Types.Concat(kind.Extensions))
            .Should().OnlyContain(text => !text.Any(char.IsUpper));

    [Theory]
    [MemberData(nameof(AllTypes))]
    public void BytesAgree_SampleOfTheType_True(string type) =>
        FileTypes.BytesAgree(type, FileSamples.All[NameOf(type)]).Should().BeTrue();

    [Theory]
    [MemberData(nameof(KindNamesWithSignature))]
    public void Recognize_Sample_NamesItOrOneOfItsContainer(string name)
    {
        var found = FileTypes.Recognize(FileSamples.All[name]);

        found.Should().NotBeNull();
        FileSamples.ShareContainer(found!.Name, name).Should().BeTrue("{0} was found", found.Name);
    }

    // A message that calls a plain ZIP a Word document sends its reader the wrong way.
    [Theory]
    [InlineData("application/zip")]
    [InlineData("application/xml")]
    [InlineData("image/svg+xml")]
    [InlineData("text/html")]
    public void Recognize_PlainContainer_NamesTheContainer(string name) =>
        FileTypes.Recognize(FileSamples.All[name])!.Name.Should().Be(name);

    [Theory]
    [MemberData(nameof(AllTypes))]
    public void BytesAgree_SampleOfAnotherKind_False(string type)
    {
        var taken = Kinds.Select(kind => kind.Name)
            .Where(name => !FileSamples.ShareContainer(name, NameOf(type)))
            .Where(name => FileTypes.BytesAgree(type, FileSamples.All[name]));

        taken.Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(KindNamesWithSignature))]
    public void Recognize_OneByteOrNone_Null(string name)
    {
        FileTypes.Recognize(FileSamples.All[name].AsSpan(0, 1)).Should().BeNull();
        FileTypes.Recognize([]).Should().BeNull();
        FileTypes.BytesAgree(name, []).Should().BeFalse();
    }

    [Theory]
    [MemberData(nameof(KindNames))]
    public void Recognize_SampleCutAnywhere_DoesNotFail(string name)
    {
        var sample = FileSamples.All[name];
        var act = () =>
            Enumerable.Range(0, sample.Length).Select(length => FileTypes.Recognize(sample.AsSpan(0, length))).ToList();

        act.Should().NotThrow();
    }

    [Theory]
    [MemberData(nameof(KindNames))]
    public void BytesAgree_SampleBehindOtherBytes_False(string name)
    {
        // White space may come before markup and program text.
        byte[] shifted = [1, .. FileSamples.All[name]];

        FileTypes.BytesAgree(name, shifted).Should().Be(name == FileSamples.JavaScript);
    }

    [Theory]
    [MemberData(nameof(KindNames))]
    public void BytesAgree_AnyBytesForOctetStream_True(string name) =>
        FileTypes.BytesAgree("application/octet-stream", FileSamples.All[name]).Should().BeTrue();

    [Theory]
    [InlineData("application/dicom")]
    [InlineData("font/woff2")]
    [InlineData("model/stl")]
    public void BytesAgree_UnknownTypeWithUnknownBytes_True(string type) =>
        FileTypes.BytesAgree(type, [1, 2, 3, 4]).Should().BeTrue();

    // "A claim outside this table passes if its extension and bytes belong to no other kind here" (FileTypes).
    [Theory]
    [InlineData("application/dicom", "application/vnd.microsoft.portable-executable")]
    [InlineData("font/woff2", "application/x-elf")]
    [InlineData("model/stl", "text/html")]
    [InlineData("application/dicom", "image/png")]
    public void BytesAgree_UnknownTypeWithBytesOfAKnownKind_False(string type, string name) =>
        FileTypes.BytesAgree(type, FileSamples.All[name]).Should().BeFalse();

    // Many a format is a ZIP, an OLE or an XML file underneath.
    [Theory]
    [InlineData("application/vnd.oasis.opendocument.graphics", "application/zip")]
    [InlineData("application/vnd.android.package-archive", "application/zip")]
    [InlineData("application/vnd.ms-excel", "application/msword")]
    [InlineData("application/gpx", "application/xml")]
    public void BytesAgree_UnknownTypeInAContainer_True(string type, string container) =>
        FileTypes.BytesAgree(type, FileSamples.All[container]).Should().BeTrue();

    [Theory]
    [MemberData(nameof(KindNames))]
    public void BytesAgree_LongFile_LooksAtItsStartOnly(string name)
    {
        byte[] file = [.. FileSamples.All[name], .. new byte[FileTypes.StartLength * 2]];
        var isText = name == FileSamples.JavaScript;

        FileTypes.BytesAgree(name, file).Should().Be(!isText, "NUL is no text");
    }

    private static string NameOf(string type) => Kinds.First(kind => kind.Types.Contains(type)).Name;
}
