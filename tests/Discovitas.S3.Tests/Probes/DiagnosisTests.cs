using Discovitas.S3.Local;
using Discovitas.S3.Probes;

namespace Discovitas.S3.Tests.Probes;

/// <summary>Every finding, with the one thing broken that it looks at, and with the remedy applied.</summary>
public sealed class DiagnosisTests
{
    public static TheoryData<string> Findings => [.. Breakages.ByFinding.Keys];

    [Fact]
    public async Task ABucketAsItShouldBe_HasNothingWrong_AndNothingIsLeft()
    {
        await using var store = await DiagnosedStore.StartAsync();

        var diagnosis = await store.DiagnoseAsync();

        Wrong(diagnosis).Should().BeEmpty();
        diagnosis.HasFailed.Should().BeFalse();
        diagnosis.Bucket.Should().Be(store.Bucket);
        diagnosis.Findings.Select(finding => finding.Name).Should().Equal(Names())
            .And.HaveCountGreaterThanOrEqualTo(25);
        diagnosis.Findings.Where(finding => finding.Status is DiagnosisStatus.NotLookedAt)
            .Select(finding => finding.Name).Should().Equal("public-base-url");
        (await store.Behind.LeftAsync()).Should().BeEmpty();
    }

    [Fact]
    public void EveryFinding_HasATest_AndNeedsWhatComesBeforeIt()
    {
        Breakages.ByFinding.Keys.Should().BeEquivalentTo(Names());
        var seen = new HashSet<string>();
        foreach (var probe in AllProbes.InOrder)
        {
            probe.Needs.Should().BeSubsetOf(seen);
            seen.Add(probe.Name).Should().BeTrue();
        }
    }

    [Theory]
    [MemberData(nameof(Findings))]
    public async Task OneThingBroken_IsOneFinding_AndItsRemedyMendsIt(string name)
    {
        var breakage = Breakages.ByFinding[name];
        await using var store = await DiagnosedStore.StartAsync();
        await breakage.Break(store);

        var broken = await breakage.Diagnose(store);

        Wrong(broken).Should().Equal((name, breakage.Status));
        var finding = broken.Findings.Single(one => one.Name == name);
        finding.Meaning.Should().NotBeNullOrWhiteSpace();
        finding.Remedy.Should().NotBeNullOrWhiteSpace();
        ShouldShowNoSecret(broken, store);
        store.Server.Faults = null;
        (await store.Behind.LeftAsync()).Should().HaveCount(name == "clean-up" ? 6 : 0);

        await breakage.Mend(store, finding);
        var mended = await breakage.DiagnoseAgain(store);

        Wrong(mended).Should().BeEmpty();
        mended.Findings.Single(one => one.Name == name).Status.Should().Be(DiagnosisStatus.Ok);
    }

    [Theory]
    [InlineData(S3Operation.GetPublicAccessBlock, "public-access-block")]
    [InlineData(S3Operation.GetBucketOwnershipControls, "object-ownership")]
    [InlineData(S3Operation.GetBucketEncryption, "default-encryption")]
    [InlineData(S3Operation.GetBucketVersioning, "versioning")]
    [InlineData(
        S3Operation.GetBucketLifecycleConfiguration, "lifecycle-pending", "lifecycle-unfinished", "lifecycle-kept")]
    public async Task ALookThatIsForbiddenOrUnknown_IsNoFailure(S3Operation operation, params string[] names)
    {
        await using var store = await DiagnosedStore.StartAsync();
        store.Forbid(operation);
        var forbidden = await store.DiagnoseAsync();
        store.Fail(HttpStatusCode.NotImplemented, "NotImplemented", operation);
        var unknown = await store.DiagnoseAsync();

        Wrong(forbidden).Should().Equal(names.Select(name => (name, DiagnosisStatus.NotPermitted)));
        forbidden.Findings.Single(finding => finding.Name == names[0]).Remedy.Should().Contain("\"s3:Get");
        Wrong(unknown).Should().Equal(names.Select(name => (name, DiagnosisStatus.NotSupported)));
    }

    // Each is a deviation from a bucket that is in order otherwise.
    public static TheoryData<string, DiagnosisStatus, string> Expectations => new()
    {
        { "cors-origin", DiagnosisStatus.NotLookedAt, "No origin is given" },
        { "tags", DiagnosisStatus.NotLookedAt, "gives files no tags" },
        { "public-url", DiagnosisStatus.Warning, "which the options say nobody should" },
        { "direct-form", DiagnosisStatus.NotSupported, "has no POST policy" },
        { "clock", DiagnosisStatus.Warning, "5 minutes ahead of" },
    };

    [Theory]
    [MemberData(nameof(Expectations))]
    public async Task WhatTheOptionsAndSettingsSay_IsRespected(string name, DiagnosisStatus status, string meaning)
    {
        await using var store = await DiagnosedStore.StartAsync();
        var options = name is "clock" or "direct-form" ? DiagnosedStore.Everything : new() { PublicUrls = false };
        var clock = new TestSupport.Clocks.ShiftedClock(TimeSpan.FromMinutes(name is "clock" ? 5 : 0));

        var diagnosis = await store.DiagnoseAsync(
            settings => settings.SupportsPostPolicy = name is not "direct-form", options, clock);

        var finding = diagnosis.Findings.Single(one => one.Name == name);
        (finding.Status, diagnosis.HasFailed).Should().Be((status, false));
        finding.Meaning.Should().Contain(meaning);
    }

    [Theory]
    [InlineData("AuthorizationHeaderMalformed", HttpStatusCode.BadRequest)]
    [InlineData("PermanentRedirect", HttpStatusCode.MovedPermanently)]
    public async Task AnotherRegion_IsNamed(string code, HttpStatusCode status)
    {
        await using var store = await DiagnosedStore.StartAsync(options => options.Region = "eu-west-3");
        store.Fail(status, code, S3Operation.ListObjectsV2);

        var diagnosis = await store.DiagnoseAsync();

        diagnosis.Findings.Single(finding => finding.Name == "region").Remedy
            .Should().Be("Set S3Settings.Region to eu-west-3.");
    }

    [Theory]
    [InlineData(S3Operation.PutObject)]
    [InlineData(S3Operation.CopyObject)]
    [InlineData(S3Operation.CreateMultipartUpload)]
    [InlineData(S3Operation.UploadPart)]
    [InlineData(S3Operation.CompleteMultipartUpload)]
    [InlineData(S3Operation.PostObject)]
    public async Task CarriedOutButAnsweredWithAnError_LeavesNothing(S3Operation operation)
    {
        await using var store = await DiagnosedStore.StartAsync();
        store.Server.Faults = call => call.Operation == operation
            ? S3Fault.Error(HttpStatusCode.InternalServerError, "InternalError").AfterCarryingOut()
            : null;

        (await store.Service().DiagnoseAsync(DiagnosedStore.Everything)).HasFailed.Should().BeTrue();

        (await store.Behind.LeftAsync()).Should().BeEmpty();
    }

    [Theory]
    [InlineData(S3Operation.PutObject)]
    [InlineData(S3Operation.CreateMultipartUpload)]
    [InlineData(S3Operation.UploadPart)]
    [InlineData(S3Operation.CompleteMultipartUpload)]
    [InlineData(S3Operation.PostObject)]
    public async Task Cancelled_LeavesNothing(S3Operation operation)
    {
        await using var store = await DiagnosedStore.StartAsync();
        using var cancel = new CancellationTokenSource();
        store.Server.Faults = call =>
        {
            if (call.Operation == operation)
            {
                cancel.Cancel();
            }

            return null;
        };

        await store.Service().Invoking(s => s.DiagnoseAsync(DiagnosedStore.Everything, cancel.Token)).Should()
            .ThrowAsync<OperationCanceledException>();

        (await store.Behind.LeftAsync()).Should().BeEmpty();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(601)]
    public async Task RequestTimeout_OutOfRange_IsRejected(int seconds) =>
        await new StoreMock().Service()
            .Invoking(s => s.DiagnoseAsync(new() { RequestTimeout = TimeSpan.FromSeconds(seconds) }))
            .Should().ThrowAsync<ArgumentException>().WithMessage("DiagnosisOptions.RequestTimeout is *");

    private static IEnumerable<string> Names() =>
        AllProbes.InOrder.Append(AllProbes.CleanUp).Select(probe => probe.Name);

    private static IEnumerable<(string Name, DiagnosisStatus Status)> Wrong(Diagnosis diagnosis) =>
        from finding in diagnosis.Findings
        where finding.Status is not (DiagnosisStatus.Ok or DiagnosisStatus.NotLookedAt)
        select (finding.Name, finding.Status);

    private static void ShouldShowNoSecret(Diagnosis diagnosis, DiagnosedStore store)
    {
        var text = string.Join('\n', diagnosis.Findings) + diagnosis;
        text.Should().NotContain(store.Server.SecretAccessKey).And.NotContain("X-Amz-Signature")
            .And.NotContain("Signature=").And.NotContain("token\"");
    }
}
