using Amazon.Runtime;
using Discovitas.S3.Local;
using Moq.Language.Flow;

namespace Discovitas.S3.Tests.Setup;

/// <summary>Merging our rules into those of the bucket, on the embedded store and on a mocked client.</summary>
public sealed class ApplySetupTests
{
    private static readonly SetupOptions Options = new() { Origins = [DiagnosedStore.Origin] };

    [Fact]
    public async Task Rules_AreAddedOnce_AndTheOthersStay()
    {
        await using var store = await DiagnosedStore.StartAsync();
        var housekeeping = store.Service().Housekeeping;
        await store.PutLifecycleAsync("theirs/", days: 5, abortDays: null);
        await store.PutCorsAsync(new CORSRule { Id = "theirs", AllowedMethods = ["GET"], MaxAgeSeconds = 7 });

        (await housekeeping.ApplyLifecycleAsync()).Should().BeTrue();
        (await housekeeping.ApplyLifecycleAsync()).Should().BeFalse();
        (await housekeeping.ApplyCorsAsync(Options)).Should().BeTrue();
        (await housekeeping.ApplyCorsAsync(Options)).Should().BeFalse();

        var rules = await store.Behind.LifecycleAsync();
        rules.Select(rule => rule.Id).Should().Equal(
            "theirs", "discovitas-s3-pending-pending/", "discovitas-s3-unfinished-uploads/");
        rules[0].Expiration.Days.Should().Be(5);
        var cors = await store.Behind.CorsAsync();
        cors.Select(rule => rule.Id).Should().Equal("discovitas-s3-uploads-pending/", "theirs");
        cors[1].MaxAgeSeconds.Should().Be(7);
    }

    [Fact]
    public async Task Rules_OfAnEarlierCall_AreReplacedWhereTheyStand()
    {
        await using var store = await DiagnosedStore.StartAsync();
        var housekeeping = store.Service().Housekeeping;

        (await housekeeping.ApplyLifecycleAsync(new() { PendingDays = 9 })).Should().BeTrue();
        (await housekeeping.ApplyCorsAsync(new() { Origins = ["https://new.example.com"] })).Should().BeTrue();

        var rules = await store.Behind.LifecycleAsync();
        rules.Should().HaveCount(2).And.Contain(rule => rule.Expiration != null && rule.Expiration.Days == 9);
        (await store.Behind.CorsAsync())
            .Should().ContainSingle().Which.AllowedOrigins.Should().Equal("https://new.example.com");
    }

    [Fact]
    public async Task ARuleWithTagsAndSize_IsWrittenBackAsItIs()
    {
        await using var store = await DiagnosedStore.StartAsync();
        var theirs = new LifecycleRule
        {
            Id = "theirs",
            Status = LifecycleRuleStatus.Disabled,
            Filter = new LifecycleFilter
            {
                LifecycleFilterPredicate = new LifecycleAndOperator
                {
                    Operands =
                    [
                        new LifecyclePrefixPredicate { Prefix = "x/" },
                        new LifecycleTagPredicate { Tag = new Tag { Key = "a", Value = "b" } },
                        new LifecycleObjectSizeGreaterThanPredicate { ObjectSizeGreaterThan = 5 },
                    ],
                },
            },
            Transitions = [new LifecycleTransition { Days = 30, StorageClass = S3StorageClass.Glacier }],
        };
        await store.S3.PutLifecycleConfigurationAsync(
            store.Bucket, new LifecycleConfiguration { Rules = [theirs] });

        (await store.Service().Housekeeping.ApplyLifecycleAsync()).Should().BeTrue();

        var found = (await store.Behind.LifecycleAsync())[0];
        found.Should().BeEquivalentTo(theirs, options => options.RespectingRuntimeTypes());
    }

    // The SDK reads such a filter, or one that it does not know, as none, and would write it back as one for all.
    [Theory]
    [InlineData(true, "rules of the bucket cannot be read")]
    [InlineData(false, "'odd'")]
    public async Task ARuleThatCannotBeReadCompletely_ChangesNothing(bool isThrown, string expected)
    {
        var mock = new StoreMock();
        Reading(mock).ReturnsAsync(() => isThrown
            ? throw new AmazonUnmarshallingException("r", "/", new FormatException())
            : new GetLifecycleConfigurationResponse
            {
                Configuration = new() { Rules = [new() { Id = "odd", Filter = new LifecycleFilter() }] },
            });

        var failure = await mock.Service().Housekeeping.Invoking(h => h.ApplyLifecycleAsync()).Should()
            .ThrowAsync<S3StoreException>();

        failure.Which.Message.Should().Contain(expected).And.Contain("nothing was changed");
        mock.Mock.Verify(
            s3 => s3.PutLifecycleConfigurationAsync(
                It.IsAny<PutLifecycleConfigurationRequest>(), It.IsAny<CancellationToken>()),
            Times.Never);
    }

    [Fact]
    public async Task AnAnswerThatIsNotTheStores_ChangesNothing()
    {
        var mock = new StoreMock();
        Reading(mock).ReturnsAsync(() => Replies.WithoutId(
            new GetLifecycleConfigurationResponse(), HttpStatusCode.NotFound));
        mock.Mock.Setup(s3 => s3.GetCORSConfigurationAsync(
            It.IsAny<GetCORSConfigurationRequest>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync(() => Replies.WithoutId(new GetCORSConfigurationResponse()));
        var housekeeping = mock.Service().Housekeeping;

        await housekeeping.Invoking(h => h.ApplyLifecycleAsync()).Should().ThrowAsync<S3StoreException>()
            .WithMessage("*does not come from the store*");
        await housekeeping.Invoking(h => h.ApplyCorsAsync(Options)).Should().ThrowAsync<S3StoreException>()
            .WithMessage("*does not come from the store*");

        mock.Mock.Invocations.Should()
            .NotContain(call => call.Method.Name.StartsWith("Put", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AMockWithoutSetUp_IsABucketWithoutRules()
    {
        var housekeeping = new StoreMock().Service().Housekeeping;

        (await housekeeping.ApplyLifecycleAsync()).Should().BeTrue();
        (await housekeeping.ApplyCorsAsync(Options)).Should().BeTrue();
    }

    [Fact]
    public async Task ARightThatIsMissing_IsAFailure()
    {
        await using var store = await DiagnosedStore.StartAsync();
        store.Forbid(S3Operation.PutBucketLifecycleConfiguration, S3Operation.GetBucketCors);
        var housekeeping = store.Service().Housekeeping;

        foreach (var apply in new Func<Task>[]
        {
            () => housekeeping.ApplyLifecycleAsync(new() { PendingDays = 8 }),
            () => housekeeping.ApplyCorsAsync(Options),
        })
        {
            (await apply.Should().ThrowAsync<S3StoreException>()).Which.ErrorCode.Should().Be("AccessDenied");
        }
    }

    private static ISetup<IAmazonS3, Task<GetLifecycleConfigurationResponse>> Reading(StoreMock mock) => mock.Mock
        .Setup(s3 => s3.GetLifecycleConfigurationAsync(
            It.IsAny<GetLifecycleConfigurationRequest>(), It.IsAny<CancellationToken>()));
}
