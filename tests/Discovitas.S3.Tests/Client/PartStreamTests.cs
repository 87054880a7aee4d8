namespace Discovitas.S3.Tests.Client;

/// <summary>
/// What HttpClient does behind an answer that came before the store had everything: it goes on sending.
/// </summary>
public sealed class PartStreamTests
{
    private readonly TaskCompletionSource _network = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task SendToAsync_WritesAllOfThePart()
    {
        using var part = await BufferedAsync(700_000);
        using var network = new MemoryStream();

        await Begun(part).SendToAsync(network, CancellationToken.None);

        SameBytes(network.ToArray(), Bytes(700_000));
    }

    [Fact]
    public async Task SendToAsync_OfAnAttemptThatWasGivenUp_EndsByItself_AndLeavesTheNextAlone()
    {
        using var part = await BufferedAsync(700_000);
        var body = Begun(part);
        var old = body.SendToAsync(new HeldNetwork(_network.Task), CancellationToken.None);
        using var watch = Watch();
        body.Begin(watch);
        using var network = new MemoryStream();
        var next = body.SendToAsync(network, CancellationToken.None);

        _network.SetResult();

        await FluentActions.Awaiting(() => old).Should().ThrowAsync<IOException>();
        await next;
        SameBytes(network.ToArray(), Bytes(700_000));
    }

    [Fact]
    public async Task SendToAsync_OfAPartThatIsDisposedMeanwhile_EndsByItself()
    {
        var part = await BufferedAsync(700_000);
        var sending = Begun(part).SendToAsync(new HeldNetwork(_network.Task), CancellationToken.None);

        part.Dispose();
        _network.SetResult();

        await FluentActions.Awaiting(() => sending).Should().ThrowAsync<IOException>();
    }

    [Fact]
    public async Task ReadAsync_ByAnotherClient_CountsAsSentOnceAllIsRead()
    {
        using var part = await BufferedAsync(700_000);
        var body = Begun(part);
        body.IsRead.Should().BeFalse();

        await body.ReadExactlyAsync(new byte[699_999]);
        (body.IsRead, body.IsSent, body.IsSentAgain).Should().Be((true, false, false));
        await body.ReadExactlyAsync(new byte[1]);
        (body.IsSent, body.IsSentAgain).Should().Be((true, false));

        body.Position = 0;
        body.IsSentAgain.Should().BeFalse("the client may only look");
        await body.ReadExactlyAsync(new byte[1]);
        body.IsSentAgain.Should().BeTrue();
    }

    [Fact]
    public async Task Read_ToHash_IsNotSending()
    {
        using var part = await BufferedAsync(700_000);
        var body = Begun(part);
        var hashed = new byte[700_000];

        ((Stream)body).ReadExactly(hashed, 0, hashed.Length);

        SameBytes(hashed, Bytes(700_000));
        (body.IsRead, body.IsSent, body.Position).Should().Be((true, false, 700_000));
        body.Read(hashed, 0, 1).Should().Be(0);
    }

    [Fact]
    public async Task Begin_AfterAllIsSent_IsSendingItAgainFromTheStart()
    {
        using var part = await BufferedAsync(10);
        var body = Begun(part);
        await ReadAllAsync(body);
        var sent = body.Sent;
        using var watch = Watch();

        body.Begin(watch);

        (body.IsSent, body.IsSentAgain, body.Position).Should().Be((true, true, 0));
        body.Sent.Should().NotBeSameAs(sent, "what the last attempt sent is no progress of this one");
    }

    [Fact]
    public async Task Begin_OfAPartWithoutBytes_IsSending_SinceNobodyReadsIt()
    {
        using var part = await BufferedAsync(0);

        var body = Begun(part);

        (body.IsRead, body.IsSent).Should().Be((true, true));
    }

    [Fact]
    public async Task SendToAsync_CountsAsSent_OnceTheLastBytesAreHandedOver_EvenIfThatFails()
    {
        using var part = await BufferedAsync(700_000);
        var body = Begun(part);
        body.IsSent.Should().BeFalse();

        await body.Invoking(b => b.SendToAsync(new BreakingNetwork(700_000), CancellationToken.None))
            .Should().ThrowAsync<IOException>();
        body.IsSent.Should().BeTrue();
        body.IsSentAgain.Should().BeFalse();

        await body.SendToAsync(Stream.Null, CancellationToken.None);
        body.IsSentAgain.Should().BeTrue();
    }

    [Fact]
    public async Task SendToAsync_ThatBreaksBeforeTheLastBytes_DoesNotCountAsSent()
    {
        using var part = await BufferedAsync(700_000);
        var body = Begun(part);

        await body.Invoking(b => b.SendToAsync(new BreakingNetwork(300_000), CancellationToken.None))
            .Should().ThrowAsync<IOException>();

        body.IsSent.Should().BeFalse();
    }

    [Fact]
    public async Task SendToAsync_OfAPartThatIsDisposed_SendsNothing()
    {
        var part = await BufferedAsync(10);
        var body = Begun(part);
        part.Dispose();
        using var network = new MemoryStream();

        await body.Invoking(b => b.SendToAsync(network, CancellationToken.None)).Should().ThrowAsync<IOException>();

        network.Length.Should().Be(0);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    public async Task Begin_HoweverOften_ForgetsNothing(int size)
    {
        using var part = await BufferedAsync(size);
        var body = Begun(part);
        await ReadAllAsync(body);

        for (var again = 0; again < 3; again++)
        {
            using var watch = Watch();
            body.Begin(watch);
            (body.IsRead, body.IsSent, body.IsSentAgain).Should().Be((true, true, true));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    public async Task SendToAsync_HoweverOften_ForgetsNothing(int size)
    {
        using var part = await BufferedAsync(size);
        var body = Begun(part);
        await body.SendToAsync(Stream.Null, CancellationToken.None);
        body.IsSent.Should().BeTrue();

        for (var again = 0; again < 3; again++)
        {
            await body.SendToAsync(Stream.Null, CancellationToken.None);
            (body.IsSent, body.IsSentAgain).Should().Be((true, true));
        }
    }

    [Fact]
    public async Task SendToAsync_ThatBreaksAfterOneThatSentAll_IsStillSent()
    {
        using var part = await BufferedAsync(700_000);
        var body = Begun(part);
        await body.SendToAsync(Stream.Null, CancellationToken.None);

        await body.Invoking(b => b.SendToAsync(new BreakingNetwork(1), CancellationToken.None))
            .Should().ThrowAsync<IOException>();

        (body.IsSent, body.IsSentAgain).Should().Be((true, true));
    }

    [Fact]
    public async Task ReadAsync_PastTheEnd_ForgetsNothing()
    {
        using var part = await BufferedAsync(10);
        var body = Begun(part);
        await ReadAllAsync(body);

        for (var again = 0; again < 2; again++)
        {
            (await body.ReadAsync(new byte[1])).Should().Be(0);
            body.IsSent.Should().BeTrue();
        }
    }

    [Fact]
    public async Task SendToAsync_ReportsEachPieceThatTheNetworkHasTaken()
    {
        var heard = new List<long>();
        var listener = new Mock<IProgress<UploadProgress>>();
        listener.Setup(progress => progress.Report(It.IsAny<UploadProgress>()))
            .Callback<UploadProgress>(progress => heard.Add(progress.BytesSent));
        using var part = await BufferedAsync(700_000);
        var body = new PartStream(
            part, new ProgressMeter(listener.Object, 700_000, new FakeLogger<S3Service>()));
        using var watch = Watch();
        body.Begin(watch);

        await body.SendToAsync(Stream.Null, CancellationToken.None);

        heard.Should().HaveCountGreaterThan(2).And.BeInAscendingOrder();
        heard[^1].Should().Be(700_000);
        body.Sent.TimeInBuffers(TimeSpan.FromMinutes(1)).Should().BePositive("they may all be in buffers");
    }

    [Fact]
    public async Task SendToAsync_OfAPartInMemory_ReleasesItOnceTheUploadHasDisposedIt()
    {
        var memory = new UploadMemory(MiB);
        var part = await BufferedAsync(700_000, memory);
        memory.Held.Should().BePositive();

        await Begun(part).SendToAsync(Stream.Null, CancellationToken.None);
        memory.Held.Should().BePositive("the upload may send it again");
        part.Dispose();

        memory.Held.Should().Be(0);
    }

    [Fact]
    public async Task SendToAsync_OfAPartOfAFile_WritesAllOfIt()
    {
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(path, Bytes(700_000));
            using var reader = FilePartReader.Open(path, new PartPlan(PartSize: 600_000, MaxFileSize: MiB));
            using var part = await reader.NextAsync(CancellationToken.None);
            using var network = new MemoryStream();

            await Begun(part).SendToAsync(network, CancellationToken.None);

            SameBytes(network.ToArray(), Bytes(700_000)[..600_000]);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData(SeekOrigin.Begin, 3, 3)]
    [InlineData(SeekOrigin.Current, 3, 8)]
    [InlineData(SeekOrigin.End, -3, 7)]
    [InlineData(SeekOrigin.End, 0, 10)]
    public async Task Seek_MovesWithinThePart(SeekOrigin origin, long offset, long position)
    {
        using var part = await BufferedAsync(10);
        var body = Begun(part);
        body.Position = 5;

        body.Seek(offset, origin).Should().Be(position);

        body.Position.Should().Be(position);
        (await ReadAllAsync(body)).Should().Equal(Bytes(10)[(int)position..]);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(11)]
    public async Task Position_OutsideThePart_Throws(long position)
    {
        using var part = await BufferedAsync(10);

        Begun(part).Invoking(body => body.Position = position).Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public async Task APart_CanBeReadAndSought_AndNotWritten()
    {
        using var part = await BufferedAsync(10);
        var body = Begun(part);

        (body.CanRead, body.CanSeek, body.CanWrite, body.Length).Should().Be((true, true, false, 10));
        body.Invoking(b => b.Write([1], 0, 1)).Should().Throw<NotSupportedException>();
        body.Invoking(b => b.SetLength(1)).Should().Throw<NotSupportedException>();
    }

    private static async Task<Part> BufferedAsync(int size, UploadMemory? memory = null)
    {
        var buffer = new PartBuffer(size, memory: memory);
        using var source = new MemoryStream(Bytes(size));
        await buffer.FillAsync(source, CancellationToken.None);
        return new BufferedPart(1, isLast: true, buffer);
    }

    private static PartStream Begun(Part part)
    {
        var body = new PartStream(part, progress: null);
        using var watch = Watch();
        body.Begin(watch);
        return body;
    }

    private static RequestWatch Watch() =>
        new(new CallTerms(null, TimeSpan.FromSeconds(30), TimeSpan.Zero), TimeProvider.System, CancellationToken.None);

    /// <summary>A network that takes nothing until it is let.</summary>
    private sealed class HeldNetwork(Task isLet) : MemoryStream
    {
        public override async ValueTask WriteAsync(
            ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await isLet;
            await base.WriteAsync(buffer, cancellationToken);
        }
    }

    /// <summary>A network that breaks as soon as so many bytes are handed over.</summary>
    private sealed class BreakingNetwork(long length) : MemoryStream
    {
        public override async ValueTask WriteAsync(
            ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await base.WriteAsync(buffer, cancellationToken);
            if (Length >= length)
            {
                throw new IOException("reset");
            }
        }
    }
}
