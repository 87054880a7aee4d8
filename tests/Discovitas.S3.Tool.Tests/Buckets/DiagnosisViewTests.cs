using Discovitas.S3.Tool.Buckets;

namespace Discovitas.S3.Tool.Tests.Buckets;

public sealed class DiagnosisViewTests
{
    private const string Json =
        "{\n  \"a-rather-long-name-of-a-property\": \"[red]a-rather-long-value-of-a-property[/]\"\n}";

    [Theory]
    [InlineData(50)]
    [InlineData(80)]
    [InlineData(160)]
    public void EveryFinding_IsShownAtAnyWidth(int width)
    {
        var screen = Show(width, Finding(DiagnosisStatus.Ok), Finding(DiagnosisStatus.Failed, $"Do this:\n{Json}"));

        screen.Lines.Where(line => !Json.Contains(line, StringComparison.Ordinal))
            .Should().AllSatisfy(line => line.Length.Should().BeLessThanOrEqualTo(width));
        screen.Plain.Should().ContainAll("✓", "✗", "is-failed", "Do this:", Json, "✓ 1 ok, ✗ 1 failed.");
    }

    [Theory]
    [InlineData(DiagnosisStatus.Ok, "✓ 2 ok.")]
    [InlineData(DiagnosisStatus.Warning, "! 2 warnings.")]
    [InlineData(DiagnosisStatus.Failed, "✗ 2 failed.")]
    [InlineData(DiagnosisStatus.NotPermitted, "? 2 not permitted to look at.")]
    [InlineData(DiagnosisStatus.NotSupported, "– 2 not supported by the store.")]
    [InlineData(DiagnosisStatus.NotLookedAt, "· 2 not looked at.")]
    public void Findings_AreCounted(DiagnosisStatus status, string summary) =>
        Show(80, Finding(status), Finding(status)).Plain.Should().EndWith($"{summary}\n");

    [Fact]
    public void OneRemedyOfSeveralFindings_IsShownOnce()
    {
        var screen = Show(80, Finding(DiagnosisStatus.Warning, Json), Finding(DiagnosisStatus.Failed, Json));

        screen.Plain.Should().Contain("✗ is-warning, is-failed\n");
        screen.Plain.Split(Json).Should().HaveCount(2);
    }

    [Fact]
    public void ControlCharacters_AreNotShown()
    {
        var finding = Finding(DiagnosisStatus.Failed, "a\u001b[2J\n\u001b[2J") with { Meaning = "\u001b[2J" };

        Show(80, finding).Output.Should().NotContain("\u001b[2J");
    }

    [Theory]
    [InlineData("cors-origin", true, "setup --apply, with the same --origin.")]
    [InlineData("lifecycle-pending", false, "setup --apply")]
    [InlineData("public-url", true, "doctor --private")]
    [InlineData("bucket", false, "doctor --origin https://www.example.com")]
    public void TheCommandThatHelps_IsNamed(string name, bool hasOrigin, string command)
    {
        var screen = Show(120, hasOrigin, Finding(DiagnosisStatus.Failed) with { Name = name });

        screen.Plain.Should().Contain($": discovitas-s3 {command}\n");
        screen.Plain.Contains("doctor --origin", StringComparison.Ordinal).Should().Be(!hasOrigin);
    }

    private static TestScreen Show(int width, params DiagnosisFinding[] findings) => Show(width, true, findings);

    private static TestScreen Show(int width, bool hasOrigin, params DiagnosisFinding[] findings)
    {
        var screen = new TestScreen(width, isTerminal: true);
        var diagnosis = new Diagnosis { At = DateTimeOffset.UnixEpoch, Bucket = "my-bucket", Findings = findings };
        DiagnosisView.Show(screen.Screen, diagnosis, hasOrigin);
        return screen;
    }

    private static DiagnosisFinding Finding(DiagnosisStatus status, string? remedy = null) => new()
    {
        Name = $"is-{status.ToString().ToLowerInvariant()}",
        LookedAt = "Something.",
        Status = status,
        Meaning = "A meaning that needs more than one row on a narrow screen, but not on a wide one.",
        Remedy = remedy,
    };
}
