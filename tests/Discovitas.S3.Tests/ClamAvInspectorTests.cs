using System.Net.Sockets;
using Discovitas.S3.TestSupport.Inspecting;

namespace Discovitas.S3.Tests;

/// <summary>What clamd says decides; anything that is no verdict is a failure, and never a clean file.</summary>
public sealed class ClamAvInspectorTests : IDisposable
{
    private readonly FakeClamd _clamd = new();

    public void Dispose() => _clamd.Dispose();

    [Theory]
    [InlineData(0, 100, "")]
    [InlineData(99, 100, "99")]
    [InlineData(100, 100, "100")]
    [InlineData(101, 100, "100 1")]
    [InlineData(200_000, 65_536, "65536 65536 65536 3392")]
    public async Task Inspect_SendsTheWholeFileInChunks(int size, int chunkSize, string chunks)
    {
        (await InspectAsync(options => options.ChunkSize = chunkSize, size)).Should().BeNull();

        string.Join(' ', _clamd.Chunks).Should().Be(chunks);
        SameBytes(_clamd.Received.ToArray(), Bytes(size));
    }

    [Fact]
    public async Task Inspect_OfAnInfectedFile_RejectsItAndNamesTheSignature()
    {
        _clamd.Reply = "stream: Evil\r\n{0} FOUND\0";

        var rejection = await InspectAsync();

        rejection!.Reason.Should().StartWith("The file contains malware").And.Contain("'Evil\uFFFD\uFFFD{0}'");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2_000_000)]
    public async Task Inspect_OfAFileThatIsTooLong_RejectsIt_OrFails(int replyAfter)
    {
        _clamd.Reply = FakeClamd.TooLong;
        _clamd.ReplyAfter = replyAfter;

        (await InspectAsync(size: 8 * MiB))!.Reason.Should().Contain("too long");
        await FailingAsync<IOException>("*StreamMaxLength*", options => options.RejectsTooLong = false, 8 * MiB);
    }

    [Theory]
    [InlineData("")]
    [InlineData("stream: OK")]
    [InlineData("stream: OK\r\n\0")]
    [InlineData("stream: ok\0")]
    [InlineData("stream: OK\0stream: Eicar FOUND\0")]
    [InlineData("stream: OK\0\0")]
    [InlineData("OK\0")]
    [InlineData("stream:  FOUND\0")]
    [InlineData("stream: Can't allocate memory ERROR\0")]
    [InlineData("UNKNOWN COMMAND\0")]
    [InlineData("\0")]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n")]
    public async Task Inspect_WithAnyOtherReply_Fails(string reply)
    {
        _clamd.Reply = reply;

        await FailingAsync<IOException>("clamd*");
    }

    [Fact]
    public async Task Inspect_WithAReplyThatNeverEnds_Fails()
    {
        _clamd.Reply = new string('a', 10_000);

        await FailingAsync<IOException>("clamd's reply is too long to be one.");
    }

    [Fact]
    public async Task Inspect_OfAFileThatClamdCallsCleanBeforeItHasAllOfIt_Fails()
    {
        _clamd.ReplyAfter = 1;

        await FailingAsync<IOException>("clamd replied after * of 8388608 bytes.", size: 8 * MiB);
    }

    [Fact]
    public async Task Inspect_OfAStreamThatIsCutOff_Fails()
    {
        var inspector = Inspector();
        var file = File(() => new MemoryStream(Bytes(10)), 11);

        await inspector.Invoking(one => one.InspectAsync(file, CancellationToken.None))
            .Should().ThrowAsync<IOException>().WithMessage("clamd replied after 10 of 11 bytes.");
    }

    [Fact]
    public async Task Inspect_OfAStreamThatFails_FailsWithItsFailure()
    {
        var file = File(() => new BoastfulStream(-1), 11);

        await Inspector().Invoking(one => one.InspectAsync(file, CancellationToken.None))
            .Should().ThrowAsync<Exception>().Where(failure => !(failure is IOException));
    }

    [Fact]
    public async Task Inspect_WithASilentClamd_IsCancelled()
    {
        _clamd.Reply = null;
        using var cancel = new CancellationTokenSource();
        var inspecting = Inspector().InspectAsync(File(10), cancel.Token);

        await cancel.CancelAsync();

        await inspecting.Awaiting(task => task).Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task Inspect_WithoutClamd_Fails()
    {
        var stopped = new FakeClamd();
        stopped.Dispose();

        foreach (var endpoint in new[] { stopped.Endpoint, "/nowhere/clamd.ctl" })
        {
            await FailingAsync<SocketException>("*", options => options.Endpoint = endpoint);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("localhost")]
    [InlineData(":3310")]
    [InlineData("localhost:0")]
    [InlineData("localhost:65536")]
    [InlineData("localhost:+1")]
    [InlineData("a b:1")]
    [InlineData("tcp://localhost:3310")]
    public void AnEndpointThatIsNone_IsRejected(string endpoint) =>
        Rejecting(options => options.Endpoint = endpoint).Should().ContainSingle().Which.Should().Contain("host:port");

    [Theory]
    [InlineData(0, 1)]
    [InlineData((16 * 1024 * 1024) + 1, 1)]
    [InlineData(1, 0)]
    [InlineData(1, 3601)]
    public void AnOptionOutOfRange_IsRejected(int chunkSize, int seconds) => Rejecting(options =>
    {
        (options.ChunkSize, options.ConnectTimeout) = (chunkSize, TimeSpan.FromSeconds(seconds));
    }).Should().ContainSingle().Which.Should().Contain("must be");

    private static InspectedFile File(int size) => File(() => new MemoryStream(Bytes(size)), size);

    private static InspectedFile File(Func<Stream> open, long size) => new(_ => Task.FromResult(open()))
    {
        Key = Key,
        ContentType = "text/plain",
        Size = size,
        ETag = "\"a\"",
    };

    private static IEnumerable<string> Rejecting(Action<ClamAvOptions> configure)
    {
        var options = new ClamAvOptions();
        configure(options);
        return FluentActions.Invoking(() => new ClamAvInspector(options))
            .Should().Throw<OptionsValidationException>().Which.Failures;
    }

    private ClamAvInspector Inspector(Action<ClamAvOptions>? configure = null)
    {
        var options = new ClamAvOptions { Endpoint = _clamd.Endpoint };
        configure?.Invoke(options);
        return new ClamAvInspector(options);
    }

    private Task<UploadInspectionRejection?> InspectAsync(Action<ClamAvOptions>? configure = null, int size = 10) =>
        Inspector(configure).InspectAsync(File(size), CancellationToken.None);

    private async Task FailingAsync<T>(string message, Action<ClamAvOptions>? configure = null, int size = 10)
        where T : Exception =>
        await FluentActions.Awaiting(() => InspectAsync(configure, size)).Should().ThrowAsync<T>().WithMessage(message);
}
