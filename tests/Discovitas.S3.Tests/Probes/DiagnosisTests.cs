namespace Discovitas.S3.Tests.Probes;

/// <summary>The diagnosis as a whole.</summary>
public sealed class DiagnosisTests(ITestOutputHelper output)
{
    [Fact]
    public async Task ABucketAsItShouldBe_HasNothingWrong_AndNothingIsLeft()
    {
        await using var store = await DiagnosedStore.StartAsync();

        var diagnosis = await store.DiagnoseAsync();

        foreach (var finding in diagnosis.Findings)
        {
            output.WriteLine($"{finding.Status} {finding.Name}: {finding.Meaning} {finding.Remedy}");
        }

        diagnosis.HasFailed.Should().BeFalse();
        diagnosis.Findings.Where(finding => finding.Status is not DiagnosisStatus.Ok)
            .Select(finding => (finding.Name, finding.Status))
            .Should().Equal(("public-base-url", DiagnosisStatus.NotLookedAt));
        diagnosis.Findings.Should().HaveCountGreaterThanOrEqualTo(25);
        (await store.Behind.LeftAsync()).Should().BeEmpty();
    }
}
