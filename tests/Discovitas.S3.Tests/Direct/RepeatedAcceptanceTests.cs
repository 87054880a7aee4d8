namespace Discovitas.S3.Tests.Direct;

/// <summary>The app is asked about a file that is there, and that it has not accepted.</summary>
public sealed class RepeatedAcceptanceTests
{
    private static readonly DateTime Stored = new(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);

    private readonly StoreMock _store = new();
    private int _asked;

    public RepeatedAcceptanceTests() =>
        _store.OnPut = (_, _) => Task.FromResult(FromStore(new PutObjectResponse { ETag = "\"marker\"" }));

    [Theory]
    [InlineData(false, null, 1)]
    [InlineData(true, null, 1)]
    [InlineData(false, 0, 0)]
    [InlineData(true, 5, 0)]
    [InlineData(false, -1, 1)]
    [InlineData(true, -1, 1)]
    public async Task AcceptAsync_AsksUnlessTheMarkerIsOfThisFile(bool isReplay, int? markerAge, int asked)
    {
        _store.OnHead = (request, _) =>
        {
            var isMarker = request.Key.Contains("accepted/", StringComparison.Ordinal);
            if (isMarker && markerAge is null)
            {
                throw Error(HttpStatusCode.NotFound, "NotFound");
            }

            var head = Head(10, null);
            head.LastModified = isMarker ? Stored.AddSeconds(markerAge!.Value) : Stored;
            return Task.FromResult(head);
        };

        await AcceptAsync(isReplay);

        _asked.Should().Be(asked);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AcceptAsync_OfAFileThatIsGone_AsksNobody(bool isReplay)
    {
        await FluentActions.Awaiting(() => AcceptAsync(isReplay)).Should().ThrowAsync<Exception>();

        _asked.Should().Be(0);
    }

    private Task AcceptAsync(bool isReplay) => _store.Service().AcceptAsync(
        new StoredFile
        {
            Key = Key,
            Url = "",
            Size = 10,
            ContentType = "",
            ETag = "\"found\"",
            IsReplay = isReplay,
        },
        _ =>
        {
            _asked++;
            return Task.CompletedTask;
        });
}
