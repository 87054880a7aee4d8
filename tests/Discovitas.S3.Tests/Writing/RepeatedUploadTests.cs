namespace Discovitas.S3.Tests.Writing;

/// <summary>Uploads with an idempotency key.</summary>
public sealed class RepeatedUploadTests
{
    private readonly StoreMock _store = new();

    [Theory]
    [InlineData("a", null, "a", null, true)]
    [InlineData("a", null, "b", null, false)]
    [InlineData("a", "x", "a", "x", true)]
    [InlineData("a", "x", "a", "y", false)]
    public void Key_DerivesFromValueAndFolder(string one, string? folder, string other, string? otherFolder, bool same)
    {
        var first = Key(one, folder);
        var second = Key(other, otherFolder);

        (first.Uuid == second.Uuid).Should().Be(same);
        ObjectKey.TryParse(first.Value, "uploads/", out _).Should().BeTrue("it is a key like any other");
        first.Value.Should().StartWith(first.Stem).And.EndWith(".png");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(513)]
    public async Task Value_OfNoneOrTooManyCharacters_IsAnArgumentError(int length)
    {
        var act = () => _store.Service().StoreAsync(Request(new string('x', length), null));

        await act.Should().ThrowAsync<ArgumentException>();
        _store.Calls.Should().BeEmpty();
    }

    private static ObjectKey Key(string value, string? folder) => ObjectKey.Create(Request(value, folder), "uploads/");

    private static FileUploadRequest Request(string value, string? folder) =>
        new("a.png", "image/png", new byte[5]) { IdempotencyKey = value, Folder = folder };
}
