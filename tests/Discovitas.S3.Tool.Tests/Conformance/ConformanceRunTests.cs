using System.Net;
using Discovitas.S3.Local;
using Discovitas.S3.Tool.Checks;
using Discovitas.S3.Tool.Conformance;

namespace Discovitas.S3.Tool.Tests.Conformance;

/// <summary>Runs on a store where something goes wrong.</summary>
public sealed class ConformanceRunTests
{
    private static readonly S3Fault Denied = S3Fault.Error(HttpStatusCode.Forbidden, "AccessDenied");

    [Fact]
    public async Task WhatTheCredentialsDoNotPermit_IsSkipped_AndWhatNeedsItToo()
    {
        var report = await RunAsync(call => call.Operation is S3Operation.CopyObject ? Denied : null);

        Seen(report, "copy").Should().Be("Skipped: The credentials do not permit it (403 AccessDenied).");
        Seen(report, "copy-condition").Should().Be("Skipped: This needs copy.");
        (report.IsUsable, report.Left.Count).Should().Be((true, 0));
    }

    [Fact]
    public async Task WhatTheStoreDoesNotHave_DoesNotWork()
    {
        var unknown = S3Fault.Error(HttpStatusCode.NotImplemented, "NotImplemented");

        var report = await RunAsync(call => call.Operation is S3Operation.PostObject ? unknown : null);

        Seen(report, "post-policy").Should().Be("DoesNotWork: The store answered 501.");
        report.Settings.Should().Contain("SupportsPostPolicy", "false");
        report.IsUsable.Should().BeTrue();
    }

    [Fact]
    public async Task WithoutTheRightToDelete_NothingIsStored()
    {
        var writes = 0;

        var report = await RunAsync(call =>
        {
            writes += call.Operation is S3Operation.PutObject or S3Operation.CreateMultipartUpload ? 1 : 0;
            return call.Operation is S3Operation.DeleteObject ? Denied : null;
        });

        (writes, report.IsUsable, report.Left.Count).Should().Be((0, false, 0));
    }

    [Fact]
    public async Task WithoutTheRightToList_WhatIsLeftIsStillRemoved()
    {
        await using var server = await LocalS3Server.StartAsync();

        var report = await RunAsync(server, call => call.Operation is S3Operation.ListObjectsV2 ? Denied : null);

        Seen(report, "list-objects").Should().StartWith("Skipped");
        (report.IsUsable, report.Left.Count).Should().Be((false, 0));
        Seen(report, "multipart").Should().StartWith("Works");
        Directory.GetFiles(Path.Combine(server.Folder, server.Bucket), "*", SearchOption.AllDirectories)
            .Should().BeEmpty();
    }

    [Fact]
    public async Task WhatCannotBeRemoved_IsNamed()
    {
        var report = await RunAsync(call => call switch
        {
            { Operation: S3Operation.AbortMultipartUpload } => Denied,
            { Operation: S3Operation.DeleteObjects } => Denied,
            { Operation: S3Operation.DeleteObject, Key: { } key }
                when key.EndsWith("/copy", StringComparison.Ordinal) => Denied,
            _ => null,
        });

        report.Left.Should().Contain(report.Prefix + "copy")
            .And.Contain($"the multipart upload of {report.Prefix}open");
    }

    public static TheoryData<string> StrangeAnswers =>
        ["Garbage", "EmptyOk", "NotHttp", "Close", "Reset", "ErrorInOk", "CutResponse", "NoETag"];

    [Theory]
    [MemberData(nameof(StrangeAnswers))]
    public async Task StrangeAnswers_AreResults(string name)
    {
        var fault = name is "ErrorInOk"
            ? S3Fault.ErrorInOk()
            : (S3Fault)typeof(S3Fault).GetProperty(name)!.GetValue(null)!;

        var report = await RunAsync(call => call.RequestNumber > 1 ? fault : null);

        report.Checks.Should().HaveCount(AllChecks.InOrder.Count);
        report.Checks.Select(check => check.Seen).Should().AllSatisfy(seen => seen.Should().NotContain("Signature="));
        report.IsUsable.Should().BeFalse();
    }

    private static async Task<ConformanceReport> RunAsync(Func<S3Call, S3Fault?> faults)
    {
        await using var server = await LocalS3Server.StartAsync();
        return await RunAsync(server, faults);
    }

    private static async Task<ConformanceReport> RunAsync(LocalS3Server server, Func<S3Call, S3Fault?> faults)
    {
        server.Faults = faults;
        using var context = new CheckContext(server.CreateSettings(), changeBucket: false);
        return await new ConformanceRun(context, _ => { }).RunAsync(CancellationToken.None);
    }

    private static string Seen(ConformanceReport report, string name)
    {
        var check = report.Checks.Single(one => one.Name == name);
        return $"{check.Status}: {check.Seen}";
    }
}
