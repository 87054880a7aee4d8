using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Discovitas.S3.Local;
using Discovitas.S3.TestSupport.Stores;
using Microsoft.Extensions.Options;

namespace Discovitas.S3.AspNetCore.Tests;

/// <summary>The README of the repository says what the code does.</summary>
public sealed partial class ReadmeTests
{
    [Fact]
    public void EveryExample_IsCompiled()
    {
        var compiled = Condensed(Read("tests/Discovitas.S3.AspNetCore.Tests/ReadmeExamples.cs"));
        var examples = CSharp().Matches(Read("README.md")).Select(match => match.Groups[1].Value).ToList();

        examples.Should().NotBeEmpty().And.AllSatisfy(example => compiled.Should().Contain(Condensed(example)));
    }

    [Fact]
    public void TheTableOfSettings_NamesEachAndNoOther()
    {
        var rows = SettingRow().Matches(Read("README.md")).Select(match => match.Groups[1].Value);

        rows.Should().Equal(typeof(S3Settings).GetProperties().Select(property => property.Name));
    }

    [Fact]
    public void TheTableOfMetrics_NamesEachWithItsUnitAndNoOther()
    {
        var published = new List<string>();
        using var meters = new MeterListener();
        meters.InstrumentPublished = (instrument, _) => published.Add($"{instrument.Name} {instrument.Unit}");
        meters.Start();
        RuntimeHelpers.RunClassConstructor(
            typeof(S3Service).Assembly.GetType("Discovitas.S3.Diagnostics.Telemetry")!.TypeHandle);

        var rows = MetricRow().Matches(Read("README.md"))
            .Select(match => $"{match.Groups[1].Value} {match.Groups[2].Value}");

        rows.Should().BeEquivalentTo(published.Where(name => name.StartsWith("discovitas.", StringComparison.Ordinal)));
    }

    [Fact]
    public void TheTableOfErrors_NamesOnlyWhatThereIs()
    {
        var readme = Read("README.md");

        typeof(UploadRejectedException).GetProperties()
            .Where(property => property.DeclaringType == typeof(UploadRejectedException))
            .Concat(typeof(S3StoreException).GetProperties().Where(
                property => property.DeclaringType == typeof(S3StoreException)))
            .Where(property => property.Name != nameof(Exception.Message))
            .Should().AllSatisfy(property => readme.Should().Contain($"`{property.Name}`"));
    }

    [Fact]
    public async Task TheExamples_RunOnTheEmbeddedStore()
    {
        (await ReadmeExamples.EmbeddedAsync(new FileUploadRequest("a.txt", "text/plain", "a"u8.ToArray())))
            .Should().EndWith(".txt");
        await using var server = await LocalS3Server.StartAsync();
        using var inspector = new StoreInspector(server);
        var s3 = new S3Service(inspector.Client, Options.Create(server.CreateSettings()));
        (await ReadmeExamples.BytesAsync(s3, [0xFF, 0xD8, 0xFF])).Should().EndWith(".jpg");
        await File.WriteAllTextAsync("report.pdf", "%PDF-1.7");

        var file = await ReadmeExamples.FullRequestAsync(s3);
        var (publicUrl, temporary, metadata, exists) = await ReadmeExamples.AfterwardsAsync(s3, file);

        publicUrl.Should().Be(file.Url);
        temporary.Url.Should().StartWith(file.Url);
        metadata!.Metadata["author"].Should().Be("Jürgen");
        exists.Should().BeTrue();
    }

    private static string Read(string path)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Discovitas.S3.sln")))
        {
            folder = folder.Parent!;
        }

        return File.ReadAllText(Path.Combine(folder.FullName, path));
    }

    // An example may differ in its white space, and the compiled one has its usings at the top.
    private static string Condensed(string code) => WhiteSpace().Replace(Using().Replace(code, ""), "");

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CSharp();

    [GeneratedRegex(@"^\| `(\w+)` \| `S3__", RegexOptions.Multiline)]
    private static partial Regex SettingRow();

    [GeneratedRegex(@"^\| `(discovitas\.[\w.]+)` \| \w+, `([^`]+)` \|", RegexOptions.Multiline)]
    private static partial Regex MetricRow();

    [GeneratedRegex(@"^using [\w.]+;", RegexOptions.Multiline)]
    private static partial Regex Using();

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();
}
