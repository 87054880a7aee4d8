using System.Diagnostics.CodeAnalysis;
using Discovitas.S3.Shared;

namespace Discovitas.S3.Tests.Client;

public sealed class ForwardStreamTests
{
    [Fact]
    [SuppressMessage("Performance", "CA1835", Justification = "The overload under test.")]
    public async Task ReadAsync_OfAnArray_ReadsIntoItsPlace()
    {
        using var stream = new Ones();
        var buffer = new byte[4];

        var count = await stream.ReadAsync(buffer, 1, 2, CancellationToken.None);

        count.Should().Be(2);
        buffer.Should().Equal(0, 1, 1, 0);
    }

    [Fact]
    public void AnythingButReadingForward_IsNotSupported()
    {
        using var stream = new Ones();
        Action[] calls =
        [
            () => _ = stream.Length,
            () => _ = stream.Position,
            () => stream.Position = 0,
            () => stream.Seek(0, SeekOrigin.Begin),
            () => stream.SetLength(0),
            () => stream.Write([1], 0, 1),
            () => stream.ReadExactly(new byte[1], 0, 1),
        ];

        calls.Should().AllSatisfy(call => call.Should().Throw<NotSupportedException>());
        (stream.CanRead, stream.CanSeek, stream.CanWrite).Should().Be((true, false, false));
        stream.Invoking(one => one.Flush()).Should().NotThrow();
    }

    private sealed class Ones : ForwardStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            buffer.Span.Fill(1);
            return ValueTask.FromResult(buffer.Length);
        }
    }
}
