using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Discovitas.S3.Probes;
using Discovitas.S3.TestSupport.Docs;
using Microsoft.Extensions.Logging.Abstractions;

namespace Discovitas.S3.Tests.Docs;

/// <summary>The README of the repository and the pages of the core say what the code does.</summary>
public sealed partial class DocsTests
{
    private const string Pages = "src/Discovitas.S3/docs/";

    private static readonly string Compiled = Condense(string.Concat(
        Directory.GetFiles(Path.Combine(Repository.Root, "tests/Discovitas.S3.Tests/Docs"), "*.cs")
            .Append(Path.Combine(Repository.Root, "tests/Discovitas.S3.AspNetCore.Tests/Docs/RootReadmeExamples.cs"))
            .Append(Path.Combine(Repository.Root, "tests/Discovitas.S3.Aspire.AppHost/Program.cs"))
            .Append(Path.Combine(Repository.Root, "tests/Discovitas.S3.Aspire.Tests/ReadmeExamples.cs"))
            .Select(File.ReadAllText)));

    public static TheoryData<string> AllPages =>
    [
        "README.md", "src/Discovitas.S3/README.md", "src/Discovitas.S3.Tool/README.md",
        "src/Discovitas.S3.Aspire.Hosting/README.md",
        .. PagesIn(Pages), .. PagesIn(".github/"),
        "tests/Discovitas.S3.Benchmarks/README.md", "tests/Discovitas.S3.FaultTests/README.md",
    ];

    [Theory]
    [MemberData(nameof(AllPages))]
    public void EveryExample_IsCompiled(string page)
    {
        foreach (var example in Examples(page))
        {
            Compiled.Should().Contain(Condense(example));
        }
    }

    [Theory]
    [InlineData("README.md", 4)]
    [InlineData("src/Discovitas.S3/README.md", 3)]
    [InlineData("src/Discovitas.S3.Aspire.Hosting/README.md", 5)]
    [InlineData($"{Pages}diagnosis.md", 1)]
    [InlineData($"{Pages}delivery.md", 3)]
    [InlineData($"{Pages}direct-uploads.md", 4)]
    [InlineData($"{Pages}errors.md", 2)]
    [InlineData($"{Pages}housekeeping.md", 6)]
    [InlineData($"{Pages}inspection.md", 3)]
    [InlineData($"{Pages}named-stores.md", 2)]
    [InlineData($"{Pages}pending.md", 1)]
    [InlineData($"{Pages}settings.md", 3)]
    [InlineData($"{Pages}setup.md", 2)]
    [InlineData($"{Pages}testing.md", 5)]
    [InlineData($"{Pages}uploading.md", 5)]
    [InlineData($"{Pages}variants.md", 3)]
    public void Examples_AreFound(string page, int count) => Examples(page).Should().HaveCount(count);

    [Theory]
    [MemberData(nameof(AllPages))]
    public void EveryLink_LeadsToAFileAndAHeading(string page) => new MarkdownPage(page).ShouldHaveNoBrokenLink();

    [Fact]
    public void TheTableOfSettings_NamesEachAndNoOther() =>
        SettingRow().Matches(Read($"{Pages}settings.md")).Select(row => row.Groups[1].Value)
            .Should().Equal(typeof(S3Settings).GetProperties().Select(property => property.Name)
                .Except([nameof(S3Settings.SignUrl)]));

    [Fact]
    public void TheTableOfMetrics_NamesEachWithItsUnitAndNoOther()
    {
        var published = new List<string>();
        using var meters = new MeterListener
        {
            InstrumentPublished = (instrument, _) => published.Add($"{instrument.Name} {instrument.Unit}"),
        };
        meters.Start();
        var telemetry = typeof(S3Service).Assembly.GetType("Discovitas.S3.Diagnostics.Telemetry", throwOnError: true)!;
        RuntimeHelpers.RunClassConstructor(telemetry.TypeHandle);
        UploadMemory.Get(null);
        new Discovitas.S3.Diagnostics.StorageMeasurements(
            new Discovitas.S3.Diagnostics.StoreContext("b", TimeProvider.System, NullLogger.Instance)).Dispose();

        MetricRow().Matches(Read($"{Pages}telemetry.md")).Select(row => $"{row.Groups[1].Value} {row.Groups[2].Value}")
            .Should().BeEquivalentTo(published.Where(name => name.StartsWith("discovitas.", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(typeof(UploadRejectedException))]
    [InlineData(typeof(S3StoreException))]
    [InlineData(typeof(UploadInspectionException))]
    public void TheTableOfErrors_NamesWhatEachSays(Type exception)
    {
        var row = Read($"{Pages}errors.md").Split('\n')
            .Single(line => line.StartsWith($"| `{exception.Name}`", StringComparison.Ordinal));

        exception.GetProperties().Where(property => property.DeclaringType == exception)
            .Where(property => property.Name != nameof(Exception.Message))
            .Should().AllSatisfy(property => row.Should().Contain($"`{property.Name}`"));
    }

    [Fact]
    public void TheTableOfRejections_NamesEachReasonAndNoOther() =>
        ReasonRow().Matches(Read($"{Pages}errors.md")).Select(row => row.Groups[1].Value)
            .Should().Equal(Enum.GetNames<UploadRejectionReason>());

    [Fact]
    public void TheTableOfFindings_NamesEachWithWhatItLooksAt_AndNoOther() =>
        FindingRow().Matches(Read($"{Pages}diagnosis.md")).Select(row => (row.Groups[1].Value, row.Groups[2].Value))
            .Should().Equal(
                AllProbes.InOrder.Append(AllProbes.CleanUp).Select(probe => (probe.Name, probe.LookedAt)));

    [Fact]
    public void TheTableOfStatuses_NamesEachAndNoOther() =>
        ReasonOrStatusRow().Matches(Read($"{Pages}diagnosis.md")).Select(row => row.Groups[1].Value)
            .Should().Equal(Enum.GetNames<DiagnosisStatus>());

    [Fact]
    public void TheTableOfSetupOptions_NamesEachAndNoOther() =>
        ReasonOrStatusRow().Matches(Read($"{Pages}setup.md")).Select(row => row.Groups[1].Value)
            .Where(name => !name.EndsWith("Json", StringComparison.Ordinal))
            .Should().Equal(typeof(SetupOptions).GetProperties().Select(option => option.Name));

    private static IEnumerable<string> PagesIn(string folder) =>
        Directory.GetFiles(
            Path.Combine(Repository.Root, folder), "*.md").Select(page => folder + Path.GetFileName(page));

    private static IReadOnlyList<string> Examples(string page) => new MarkdownPage(page).Examples;

    private static string Read(string page) => new MarkdownPage(page).Text;

    // An example may differ in its indentation, and its usings are at the top of the compiled file.
    private static string Condense(string code) => WhiteSpace().Replace(Using().Replace(code, ""), " ").Trim();

    [GeneratedRegex(@"^\| `(\w+)` \| `S3__", RegexOptions.Multiline)]
    private static partial Regex SettingRow();

    [GeneratedRegex(@"^\| `(discovitas\.[\w.]+)` \| \w+, `([^`]+)` \|", RegexOptions.Multiline)]
    private static partial Regex MetricRow();

    [GeneratedRegex(@"(?<=\| `Reason` \| When \|\n\|---\|---\|\n(?:\|.*\n)*)\| `(\w+)` \|", RegexOptions.None)]
    private static partial Regex ReasonRow();

    [GeneratedRegex(@"^\| `([a-z-]+)` \| (.+) \|$", RegexOptions.Multiline)]
    private static partial Regex FindingRow();

    [GeneratedRegex(@"^\| `([A-Z]\w+)` \| ", RegexOptions.Multiline)]
    private static partial Regex ReasonOrStatusRow();

    [GeneratedRegex(@"^using [\w.]+;", RegexOptions.Multiline)]
    private static partial Regex Using();

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();
}
