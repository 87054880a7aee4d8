namespace Discovitas.S3.Local.Tests.Faults;

/// <summary>Connections that are closed or reset.</summary>
public sealed class ConnectionFaultTests
{
    public static TheoryData<string, bool, bool, string> Ends => new()
    {
        { nameof(S3Fault.Reset), false, true, "" },
        { nameof(S3Fault.Reset), true, true, "" },
        { nameof(S3Fault.ResetAfter), false, true, "" },
        { nameof(S3Fault.Close), false, false, "" },
        { nameof(S3Fault.Close), true, false, "" },
        { nameof(S3Fault.NotHttp), false, false, "This is no HTTP.\r\n\r\n" },
        { nameof(S3Fault.NotHttp), true, false, "This is no HTTP.\r\n\r\n" },
    };

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task Put_WithAClosedConnection_IsStoredOnlyIfCarriedOut(
        string name, bool carriedOut, bool byReset, string text)
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.Server.Faults = _ => carriedOut ? NamedFault.Get(name).AfterCarryingOut() : NamedFault.Get(name);

        var end = await scenario.Raw.EndOfAsync(
            new RawRequest("PUT", $"/{scenario.Bucket}/k") { Body = Bytes(10_000) });

        end.Should().Be(new RawEnd(text, byReset));
        File.Exists(scenario.PathOf("k")).Should().Be(carriedOut);
        scenario.Staged().Should().BeEmpty();
    }

    [Theory]
    [InlineData(nameof(S3Fault.Reset))]
    [InlineData(nameof(S3Fault.Close))]
    [InlineData(nameof(S3Fault.NotHttp))]
    public async Task Head_WithAClosedConnection_HasTheSameEnd(string name)
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.Server.Faults = _ => NamedFault.Get(name);

        var end = await scenario.Raw.EndOfAsync(new RawRequest("HEAD", $"/{scenario.Bucket}/k"));

        end.WasReset.Should().Be(name == nameof(S3Fault.Reset));
    }

    [Theory]
    [InlineData(nameof(S3Fault.Reset))]
    [InlineData(nameof(S3Fault.ResetAfter))]
    [InlineData(nameof(S3Fault.Close))]
    [InlineData(nameof(S3Fault.NotHttp))]
    public async Task Sdk_WithAClosedConnection_Fails(string name)
    {
        await using var scenario = await Scenario.StartAsync();
        using var s3 = scenario.CreateClient(configure: config => config.MaxErrorRetry = 0);
        scenario.Server.Faults = _ => NamedFault.Get(name);

        var put = () => s3.PutObjectAsync(
            new() { BucketName = scenario.Bucket, Key = "k", InputStream = new MemoryStream(Bytes(3_000_000)) });

        await put.Should().ThrowAsync<Exception>();
        File.Exists(scenario.PathOf("k")).Should().BeFalse();
    }
}
