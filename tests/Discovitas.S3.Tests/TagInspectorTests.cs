namespace Discovitas.S3.Tests;

/// <summary>A file is released by the tag of the store's scanner, and by nothing else.</summary>
public sealed class TagInspectorTests
{
    private const string Guard = "GuardDutyMalwareScanStatus";

    private readonly HastyTime _time = new();
    private int _looks;

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public async Task Inspect_WaitsForTheTag(int look)
    {
        (await InspectAsync(look, "NO_THREATS_FOUND")).Should().BeNull();

        _looks.Should().Be(look);
        _time.Skipped.Should().Be(TimeSpan.FromSeconds(2 * (look - 1)));
    }

    [Theory]
    [InlineData("THREATS_FOUND")]
    [InlineData("UNSUPPORTED")]
    [InlineData("no_threats_found")]
    [InlineData("")]
    public async Task Inspect_OfAnotherValue_RejectsTheFile(string value) =>
        (await InspectAsync(2, value))!.Reason.Should().Contain($"'{value}'");

    [Fact]
    public async Task Inspect_WithoutTheTagInTime_Fails()
    {
        await FluentActions.Awaiting(() => InspectAsync(int.MaxValue, ""))
            .Should().ThrowAsync<TimeoutException>().WithMessage($"*{Guard} within 45 s*");

        _looks.Should().Be(23);
    }

    [Fact]
    public async Task Inspect_WithOtherNames_LooksForThem()
    {
        var options = new TagInspectorOptions { TagName = "other", ExpectedValue = "clean" };

        (await InspectAsync(1, "clean", options)).Should().BeNull();
    }

    [Theory]
    [InlineData("", "a", 45_000, 2000, "TagName")]
    [InlineData("a", "", 45_000, 2000, "ExpectedValue")]
    [InlineData("a", "a", 0, 2000, "Timeout")]
    [InlineData("a", "a", 3_600_001, 2000, "Timeout")]
    [InlineData("a", "a", 45_000, 99, "PollInterval")]
    [InlineData("a", "a", 45_000, 3_600_001, "PollInterval")]
    public void AnOptionThatIsWrong_IsRejected(string name, string value, int timeout, int interval, string option)
    {
        var options = new TagInspectorOptions
        {
            TagName = name,
            ExpectedValue = value,
            Timeout = TimeSpan.FromMilliseconds(timeout),
            PollInterval = TimeSpan.FromMilliseconds(interval),
        };

        FluentActions.Invoking(() => new TagInspector(options)).Should().Throw<OptionsValidationException>()
            .Which.Failures.Should().ContainSingle().Which.Should().StartWith($"TagInspectorOptions.{option} ");
    }

    private Task<UploadInspectionRejection?> InspectAsync(int look, string value, TagInspectorOptions? options = null)
    {
        var tags = new Dictionary<string, string> { [options?.TagName ?? Guard] = value };
        var file = new InspectedFile(
            _ => throw new InvalidOperationException("never opened"),
            _ => Task.FromResult<IReadOnlyDictionary<string, string>>(++_looks < look ? new() : tags))
        {
            Key = Key,
            ContentType = "text/plain",
            Size = 1,
            ETag = "\"a\"",
        };
        return new TagInspector(options, _time).InspectAsync(file, CancellationToken.None);
    }
}
