using System.Diagnostics;

namespace Discovitas.S3.Tests.Client;

public sealed class TraceHeadersTests
{
    [Fact]
    public void Inject_AnActivityWithBaggage_SendsTheTraceAlone()
    {
        using var activity = new Activity("test").SetIdFormat(ActivityIdFormat.W3C).AddBaggage("user", "alice").Start();
        activity.TraceStateString = "vendor=1";
        var sent = new Dictionary<string, string>();

        new TraceHeaders().Inject(activity, sent, (_, name, value) => sent[name] = value);

        sent.Should().BeEquivalentTo(new Dictionary<string, string>
        {
            ["traceparent"] = activity.Id!,
            ["tracestate"] = "vendor=1",
        });
    }
}
