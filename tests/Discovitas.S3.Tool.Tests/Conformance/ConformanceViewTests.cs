using Discovitas.S3.Tool.Checks;
using Discovitas.S3.Tool.Conformance;
using static Discovitas.S3.Tool.Tests.Support.ConformanceReports;

namespace Discovitas.S3.Tool.Tests.Conformance;

public sealed class ConformanceViewTests
{
    [Theory]
    [InlineData(50)]
    [InlineData(80)]
    [InlineData(140)]
    public void EveryCheck_IsShownAtAnyWidth(int width)
    {
        var screen = Show(
            width,
            Create(
                Check(CheckStatus.Works),
                Check(CheckStatus.DoesNotWork, "One feature."),
                Check(CheckStatus.Skipped)));

        screen.Lines.Should().AllSatisfy(line => line.Length.Should().BeLessThanOrEqualTo(width));
        screen.Plain.Should().ContainAll(
            "✓", "✗", "·", "is-doesnotwork", "One feature.", "✓ 1 works, ✗ 1 does not work, · 1 skipped.");
        screen.Plain.Contains("what is checked", StringComparison.Ordinal).Should().Be(width == 140);
    }

    [Theory]
    [InlineData(nameof(CheckStatus.Works), "✓ 2 work.")]
    [InlineData(nameof(CheckStatus.Limited), "! 2 limited.")]
    [InlineData(nameof(CheckStatus.DoesNotWork), "✗ 2 do not work.")]
    [InlineData(nameof(CheckStatus.Skipped), "· 2 skipped.")]
    public void Checks_AreCounted(string status, string summary) =>
        Show(80, Create(Check(Enum.Parse<CheckStatus>(status)), Check(Enum.Parse<CheckStatus>(status))))
            .Plain.Should().Contain(
            $"\n{summary}\n1,234 requests, 1.0 MiB sent. Nothing was left in the bucket.\n");

    [Fact]
    public void WhatIsLimited_IsNamed()
    {
        var screen = Show(80, Create(Check(CheckStatus.Limited, "A feature."), Check(CheckStatus.DoesNotWork)));

        screen.Plain.Should().Contain("""
            What that limits
            !  is-limited      A feature.
            ✗  is-doesnotwork  Nothing: this library does not use it.
            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void WhereAllWorks_NothingIsLimited() => Show(
        80, Create(Check(CheckStatus.Works), Check(CheckStatus.Skipped)))
        .Plain.Should().NotContain("What that limits");

    [Fact]
    public void Settings_AreShownAsTheyAreWritten()
    {
        var report = Create(
            Check(CheckStatus.Limited, setting: new("ForcePathStyle", "true")),
            Check(CheckStatus.DoesNotWork, setting: new("SupportsPostPolicy", "false")),
            Check(CheckStatus.DoesNotWork, setting: new("SupportsPostPolicy", "false")),
            Check(CheckStatus.DoesNotWork, setting: new("ServerSideEncryption", null)));

        Show(80, report).Plain.Should().Contain("""
            {
              "S3": {
                "ServiceUrl": "https://s3.example.com",
                "Bucket": "pictures",
                "Region": "us-east-1",
                "ForcePathStyle": true,
                "SupportsPostPolicy": false
              }
            }
            Leave unset: S3:ServerSideEncryption.
            """.ReplaceLineEndings("\n"));
    }

    [Theory]
    [InlineData(nameof(CheckStatus.Works), true)]
    [InlineData(nameof(CheckStatus.Limited), false)]
    [InlineData(nameof(CheckStatus.DoesNotWork), false)]
    [InlineData(nameof(CheckStatus.Skipped), false)]
    public void AStoreThatLacksWhatUploadsNeed_IsNotUsable(string status, bool isUsable)
    {
        var report = Create(
            Check(CheckStatus.DoesNotWork), Check(Enum.Parse<CheckStatus>(status), isEssential: true));

        report.IsUsable.Should().Be(isUsable);
        var screen = Show(120, report);
        screen.Plain.Contains("Settings for this store", StringComparison.Ordinal).Should().Be(isUsable);
        screen.Plain.Should().EndWith(isUsable
            ? "Files can be uploaded to this store.\n"
            : "This store does not do what every upload needs, or the credentials do not permit to check it.\n");
    }

    [Fact]
    public void ARunThatStopped_NamesTheDiagnosis() => Show(
        120, Create(Check(CheckStatus.DoesNotWork, isEssential: true)) with { Stopped = "It does not answer." })
        .Plain.Should().EndWith(
            "It does not answer.\n"
            + "To find out why: discovitas-s3 doctor looks at the settings and the credentials.\n");

    [Fact]
    public void WhatIsLeft_IsNotDenied() => Show(80, Create() with { Left = ["a"] })
        .Plain.Should().NotContain("Nothing was left");

    [Fact]
    public void ControlCharacters_AreNotShown()
    {
        var check = Check(CheckStatus.DoesNotWork) with { Seen = "a\u001b[2J\n\u001b[2J" };

        Show(80, Create(check) with { Bucket = "\u001b[2J" }).Output.Should().NotContain("\u001b[2J");
    }

    private static TestScreen Show(int width, ConformanceReport report)
    {
        var screen = new TestScreen(width, isTerminal: true);
        ConformanceView.Show(screen.Screen, report);
        return screen;
    }
}
