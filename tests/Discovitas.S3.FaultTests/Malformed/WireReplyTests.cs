namespace Discovitas.S3.FaultTests.Malformed;

/// <summary>What a run takes for wrong.</summary>
public sealed class WireReplyTests
{
    [Theory]
    [InlineData("HTTP/1.1 500 Internal Server Error\r\n\r\n", true)]
    [InlineData("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 502 Bad Gateway\r\n\r\n", true)]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n<Error><Code>InternalError</Code></Error>", true)]
    [InlineData("HTTP/1.1 501 Not Implemented\r\n\r\n", false)]
    [InlineData("HTTP/1.1 404 Not Found\r\n\r\n", false)]
    [InlineData("", false)]
    public void Reply_OfAFailedServer_IsWrong(string text, bool isWrong) =>
        (WireReply.From(text).Wrong.Length > 0).Should().Be(isWrong);

    [Theory]
    [InlineData("Content-Length: 2\r\n\r\nab", true)]
    [InlineData("\r\n", true)]
    [InlineData("Content-Length: 3\r\n\r\nab", false)]
    [InlineData("Transfer-Encoding: chunked\r\n\r\nab", false)]
    [InlineData("X: y\r\n", false)]
    public void Request_ThatTheServerWaitsFor_IsNotWhole(string rest, bool isWhole) =>
        WireRequest.IsWhole(System.Text.Encoding.ASCII.GetBytes($"PUT / HTTP/1.1\r\nConnection: close\r\n{rest}"))
            .Should().Be(isWhole);
}
