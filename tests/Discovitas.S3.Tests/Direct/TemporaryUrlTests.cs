using System.Diagnostics;
using System.Reflection;

namespace Discovitas.S3.Tests.Direct;

public sealed class TemporaryUrlTests
{
    private const string Signed = "https://my-bucket.s3.eu-west-1.amazonaws.com/a?X-Amz-Signature=5eb63bbb";

    [Fact]
    public void ToString_Always_ShowsTheEndAndNotTheUrl() =>
        new TemporaryUrl { Url = Signed, ExpiresAt = new DateTimeOffset(2030, 1, 2, 3, 4, 5, TimeSpan.Zero) }.ToString()
            .Should().Be("TemporaryUrl { Url = (secret), ExpiresAt = 2030-01-02T03:04:05.0000000+00:00 }");

    [Fact]
    public void Debugger_Always_ShowsNoUrl()
    {
        typeof(TemporaryUrl).GetCustomAttribute<DebuggerDisplayAttribute>()!.Value.Should().Be("{ToString(),nq}");
        typeof(TemporaryUrl)
            .GetProperty(nameof(TemporaryUrl.Url))!.GetCustomAttribute<DebuggerBrowsableAttribute>()!.State
            .Should().Be(DebuggerBrowsableState.Never);
    }
}
