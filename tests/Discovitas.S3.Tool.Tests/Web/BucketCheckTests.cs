using Discovitas.S3.Tool.Web;

namespace Discovitas.S3.Tool.Tests.Web;

public sealed class BucketCheckTests
{
    [Theory]
    [InlineData(DiagnosisStatus.NotLookedAt, false)]
    [InlineData(DiagnosisStatus.Ok, true)]
    [InlineData(DiagnosisStatus.Failed, true)]
    public void TheFirstFailure_IsShown_AndStopsTheProgramIfNothingCanBeStored(DiagnosisStatus delete, bool goesOn)
    {
        var screen = new TestScreen();

        var result = Show(
            screen,
            Finding("connection", DiagnosisStatus.Ok),
            Finding("bucket", DiagnosisStatus.Failed, "Create it.\n{ \"json\": 1 }"),
            Finding("later", DiagnosisStatus.Failed),
            Finding("delete-object", delete));

        result.Should().Be(goesOn);
        screen.Error.Should().Be("bucket \uFFFD.\nCreate it.\nTo look at everything else: discovitas-s3 doctor\n");
        screen.Output.Should().BeEmpty();
    }

    [Fact]
    public void WithoutAFailure_NothingIsSaid()
    {
        var screen = new TestScreen();

        Show(screen, Finding("list-objects", DiagnosisStatus.NotPermitted)).Should().BeTrue();

        screen.Error.Should().BeEmpty();
    }

    private static bool Show(TestScreen screen, params DiagnosisFinding[] findings) => BucketCheck.Show(
        screen.Screen,
        new Diagnosis { At = DateTimeOffset.UnixEpoch, Bucket = "my-bucket", Findings = findings });

    private static DiagnosisFinding Finding(string name, DiagnosisStatus status, string? remedy = null) => new()
    {
        Name = name,
        LookedAt = "Something.",
        Status = status,
        Meaning = $"{name} \u001b.",
        Remedy = remedy,
    };
}
