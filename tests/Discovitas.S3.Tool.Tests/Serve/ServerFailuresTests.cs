using Discovitas.S3.Local;
using Discovitas.S3.Tool.Serve;

namespace Discovitas.S3.Tool.Tests.Serve;

public sealed class ServerFailuresTests
{
    private readonly TestScreen _screen = new();

    [Fact]
    public void AReason_IsShownOnceForEachKind()
    {
        Look("IOException: No space left on device : '/data/.discovitas-s3/staging/1'",
            "IOException: No space left on device : '/data/.discovitas-s3/staging/2'",
            "JsonException: no json");

        _screen.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().SatisfyRespectively(
            full => full.Should().StartWith("The server failed at PutObject: IOException: No space left on device"),
            json => json.Should().StartWith("The server failed at PutObject: JsonException: no json"));
        _screen.Output.Should().BeEmpty();
    }

    [Fact]
    public void AnErrorThatAFaultInjects_IsNotShown()
    {
        Look("We encountered an internal error. Please try again.");

        _screen.Error.Should().BeEmpty();
    }

    private void Look(params string[] reasons)
    {
        var failures = new ServerFailures(_screen.Screen);
        foreach (var reason in reasons)
        {
            failures.Look(new S3RecordedRequest
            {
                Number = 1,
                Time = DateTimeOffset.UnixEpoch,
                Method = "PUT",
                Target = "/local/k",
                Headers = new Dictionary<string, string>(),
                RequestBytes = 1,
                Operation = S3Operation.PutObject,
                Status = 500,
                ErrorCode = "InternalError",
                ErrorMessage = reason,
            });
        }
    }
}
