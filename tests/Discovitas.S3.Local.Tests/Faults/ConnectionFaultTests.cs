namespace Discovitas.S3.Local.Tests.Faults;

/// <summary>Connections that are closed or reset.</summary>
public sealed class ConnectionFaultTests : ScenarioTest
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
        Scenario.Server.Faults = _ => carriedOut ? NamedFault.Get(name).AfterCarryingOut() : NamedFault.Get(name);

        var end = await Scenario.Raw.EndOfAsync(
            new RawRequest("PUT", $"/{Scenario.Bucket}/k") { Body = Bytes(10_000) });

        end.Should().Be(new RawEnd(text, byReset));
        File.Exists(Scenario.PathOf("k")).Should().Be(carriedOut);
        Scenario.Staged().Should().BeEmpty();
    }

    [Theory]
    [InlineData(nameof(S3Fault.Reset))]
    [InlineData(nameof(S3Fault.Close))]
    [InlineData(nameof(S3Fault.NotHttp))]
    public async Task Head_WithAClosedConnection_HasTheSameEnd(string name)
    {
        Scenario.Server.Faults = _ => NamedFault.Get(name);

        var end = await Scenario.Raw.EndOfAsync(new RawRequest("HEAD", $"/{Scenario.Bucket}/k"));

        end.WasReset.Should().Be(name == nameof(S3Fault.Reset));
    }

    [Theory]
    [InlineData(nameof(S3Fault.Reset))]
    [InlineData(nameof(S3Fault.ResetAfter))]
    [InlineData(nameof(S3Fault.Close))]
    [InlineData(nameof(S3Fault.NotHttp))]
    public async Task Sdk_WithAClosedConnection_Fails(string name)
    {
        using var s3 = Scenario.CreateClient(configure: config => config.MaxErrorRetry = 0);
        Scenario.Server.Faults = _ => NamedFault.Get(name);

        var put = () => s3.PutObjectAsync(
            new() { BucketName = Scenario.Bucket, Key = "k", InputStream = new MemoryStream(Bytes(3_000_000)) });

        await put.Should().ThrowAsync<Exception>();
        File.Exists(Scenario.PathOf("k")).Should().BeFalse();
    }
}
