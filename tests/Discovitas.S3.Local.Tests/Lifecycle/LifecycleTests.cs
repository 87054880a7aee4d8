namespace Discovitas.S3.Local.Tests.Lifecycle;

/// <summary>The lifecycle configuration of a bucket, stored and carried out.</summary>
public sealed class LifecycleTests : IAsyncLifetime
{
    private readonly ShiftedClock _clock = new(TimeSpan.Zero);
    private Scenario _scenario = null!;

    public async Task InitializeAsync() =>
        _scenario = await Scenario.StartAsync(new LocalS3Options { TimeProvider = _clock });

    public Task DisposeAsync() => _scenario.DisposeAsync().AsTask();

    [Fact]
    public async Task Configuration_IsReturnedAsItWasPut_UntilItIsDeleted()
    {
        await ShouldBeMissingAsync();
        var rule = Rule("pending", "pending/", days: 1);
        rule.NoncurrentVersionExpiration = new() { NoncurrentDays = 3 };
        await PutAsync(rule, Rule("", "uploads/", abortDays: 7));

        var rules = (await _scenario.S3.GetLifecycleConfigurationAsync(_scenario.Bucket)).Configuration.Rules;

        rules.Should().HaveCount(2);
        rules[0].Should().BeEquivalentTo(rule);
        rules[1].Id.Should().NotBeNullOrEmpty("S3 gives one to each rule");
        await _scenario.S3.DeleteLifecycleConfigurationAsync(_scenario.Bucket);
        await ShouldBeMissingAsync();
    }

    [Fact]
    public async Task Objects_ExpireWhenTheClockHasPassed_AndOnlyThoseOfTheRule()
    {
        await PutAsync(Rule("one", "pending/", days: 1), Rule("off", "uploads/", days: 1, isEnabled: false));
        foreach (var key in new[] { "pending/a", "uploads/b", "pending2" })
        {
            await _scenario.PutAsync(key, "x");
        }

        _clock.Shift = TimeSpan.FromHours(20);
        (await _scenario.KeysAsync()).Should().HaveCount(3);
        _clock.Shift = TimeSpan.FromDays(2);

        (await _scenario.KeysAsync()).Should().Equal("pending2", "uploads/b");
        File.Exists(_scenario.PathOf("pending/a")).Should().BeFalse();
    }

    [Fact]
    public async Task Objects_ExpireByTagAndSize()
    {
        var rule = Rule("tagged", "", days: 1);
        rule.Filter.LifecycleFilterPredicate = new LifecycleAndOperator
        {
            Operands =
            [
                new LifecycleTagPredicate { Tag = new Tag { Key = "kind", Value = "old" } },
                new LifecycleObjectSizeGreaterThanPredicate { ObjectSizeGreaterThan = 1 },
            ],
        };
        await PutAsync(rule);
        foreach (var (key, content, kind) in new[] { ("a", "xx", "old"), ("b", "x", "old"), ("c", "xx", "new") })
        {
            var put = _scenario.NewPut(key, content);
            put.TagSet = [new Tag { Key = "kind", Value = kind }];
            await _scenario.S3.PutObjectAsync(put);
        }

        _clock.Shift = TimeSpan.FromDays(2);

        (await _scenario.KeysAsync()).Should().Equal("b", "c");
    }

    [Fact]
    public async Task UnfinishedUploads_AreAborted()
    {
        await PutAsync(Rule("abort", "uploads/", abortDays: 2));
        foreach (var key in new[] { "uploads/a", "other/b" })
        {
            await _scenario.S3.InitiateMultipartUploadAsync(_scenario.Bucket, key);
        }

        _clock.Shift = TimeSpan.FromDays(3);

        var left = await _scenario.S3.ListMultipartUploadsAsync(_scenario.Bucket);
        left.MultipartUploads.Should().ContainSingle().Which.Key.Should().Be("other/b");
    }

    [Theory]
    [InlineData(7, null, 6, 1)]
    [InlineData(7, null, 8, 0)]
    [InlineData(null, null, 800, 1)]
    [InlineData(7, 30, 8, 1)]
    [InlineData(7, 30, 32, 0)]
    public async Task UnfinishedUploads_WithoutARule_AreAbortedByAge(int? option, int? rule, int days, int left)
    {
        await using var scenario = await Scenario.StartAsync(new LocalS3Options
        {
            TimeProvider = _clock,
            AbortUploadsAfter = option is { } age ? TimeSpan.FromDays(age) : null,
        });
        if (rule is not null)
        {
            await scenario.S3.PutLifecycleConfigurationAsync(new()
            {
                BucketName = scenario.Bucket,
                Configuration = new LifecycleConfiguration { Rules = [Rule("abort", "", abortDays: rule)] },
            });
        }

        await Begin(scenario, "k");
        (await Uploads(scenario)).Should().ContainSingle();
        _clock.Shift = TimeSpan.FromDays(days);

        (await Uploads(scenario)).Should().HaveCount(left);
    }

    [Theory]
    [InlineData("", "MalformedXML")]
    [InlineData("<Rule><Status>Enabled</Status><Filter/></Rule>", "MalformedXML")]
    [InlineData("<Rule><Filter/><Expiration><Days>1</Days></Expiration></Rule>", "MalformedXML")]
    [InlineData(
        "<Rule><Status>Enabled</Status><Filter/><Expiration><Days>0</Days></Expiration></Rule>", "InvalidArgument")]
    [InlineData(
        "<Rule><Status>Enabled</Status><Filter/><Expiration><Date>2026-01-01T01:00:00Z</Date></Expiration></Rule>",
        "InvalidArgument")]
    public async Task Configuration_ThatIsInvalid_IsRejected(string rules, string code)
    {
        var put = new RawRequest("PUT", $"/{_scenario.Bucket}?lifecycle=")
        {
            Body = Encoding.UTF8.GetBytes($"<LifecycleConfiguration>{rules}</LifecycleConfiguration>"),
        };
        put.Headers["x-amz-checksum-sha256"] = Payloads.Checksum("SHA256", put.Body);

        (await _scenario.Raw.SendAsync(put)).Code.Should().Be(code);
        await ShouldBeMissingAsync();
    }

    // The SDK hides this error.
    private async Task ShouldBeMissingAsync() =>
        (await _scenario.SendAsync("GET", "?lifecycle=")).Code.Should().Be("NoSuchLifecycleConfiguration");

    private async Task PutAsync(params LifecycleRule[] rules) =>
        await _scenario.S3.PutLifecycleConfigurationAsync(new()
        {
            BucketName = _scenario.Bucket,
            Configuration = new LifecycleConfiguration { Rules = [.. rules] },
        });

    private static LifecycleRule Rule(
        string id, string prefix, int? days = null, int? abortDays = null, bool isEnabled = true) => new()
        {
            Id = id,
            Status = isEnabled ? LifecycleRuleStatus.Enabled : LifecycleRuleStatus.Disabled,
            Filter = new() { LifecycleFilterPredicate = new LifecyclePrefixPredicate { Prefix = prefix } },
            Expiration = days is null ? null : new LifecycleRuleExpiration { Days = days },
            AbortIncompleteMultipartUpload = abortDays is null
            ? null
            : new LifecycleRuleAbortIncompleteMultipartUpload { DaysAfterInitiation = abortDays },
        };
}
