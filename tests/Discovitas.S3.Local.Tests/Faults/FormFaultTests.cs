namespace Discovitas.S3.Local.Tests.Faults;

/// <summary>Faults of forms.</summary>
public sealed class FormFaultTests
{
    [Fact]
    public async Task Faults_ReceiveAFormWithoutItsKey()
    {
        await using var scenario = await Scenario.StartAsync();
        S3Call? asked = null;
        scenario.Server.Faults = call =>
        {
            asked = call;
            return null;
        };

        (await Form.Create(scenario).Sign().SendAsync(scenario)).Status.Should().Be(204);

        asked.Should().Be(
            new S3Call { Operation = S3Operation.PostObject, Bucket = scenario.Bucket, Number = 1, Ordinal = 1 });
    }

    [Fact]
    public async Task Form_RepeatedAfterAFault_IsStored()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.Server.Faults = call => call.Number switch
        {
            1 => S3Fault.Error(HttpStatusCode.ServiceUnavailable, "SlowDown"),
            2 => S3Fault.ResetAfter(100),
            3 => S3Fault.Close,
            _ => null,
        };

        (await Form.Create(scenario).Sign().SendAsync(scenario)).Code.Should().Be("SlowDown");
        (await scenario.Raw.EndOfAsync(Form.Create(scenario).Sign().Request())).Text.Should().BeEmpty();
        (await scenario.Raw.EndOfAsync(Form.Create(scenario).Sign().Request())).Text.Should().BeEmpty();
        await ShouldBeNone(scenario);
        (await Form.Create(scenario).Sign().SendAsync(scenario)).Status.Should().Be(204);
    }

    [Fact]
    public async Task Form_WithALostResponse_IsStored()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.Server.Faults = call =>
            call.Operation == S3Operation.PostObject ? S3Fault.Reset.AfterCarryingOut() : null;

        (await scenario.Raw.EndOfAsync(Form.Create(scenario).Sign().Request())).Text.Should().BeEmpty();

        (await scenario.GetAsync("k")).Should().Be("hello");
    }

    [Fact]
    public async Task DamagedBody_OfAForm_DamagesItsFile()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.Server.Faults = call => call.Operation == S3Operation.PostObject ? S3Fault.DamagedBody : null;

        await ShouldReject(
            scenario,
            Form.Create(scenario).With("x-amz-checksum-crc32", Payloads.Checksum("CRC32", "hello"u8.ToArray())).Sign(),
            400,
            "BadDigest");
        (await Form.Create(scenario).Sign().SendAsync(scenario)).Status.Should().Be(204);
        (await scenario.GetAsync("k")).Should().Be("iello");
    }

    [Fact]
    public async Task DamagedStore_OfAForm_DescribesTheStoredBytes()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.Server.Faults = call => call.Operation == S3Operation.PostObject ? S3Fault.DamagedStore : null;

        (await Form.Create(
            scenario).Sign().SendAsync(scenario)).Headers["ETag"].Should().Be(Payloads.ETag("iello"u8.ToArray()));
    }

    [Fact]
    public async Task ETagFaults_OfAForm_ChangeItsXml()
    {
        await using var scenario = await Scenario.StartAsync();
        Form Xml() => Form.Create(scenario).With("success_action_status", "201").Sign();
        var right = Payloads.ETag("hello"u8.ToArray());

        scenario.Server.Faults = _ => S3Fault.NoETag;
        var none = await Xml().SendAsync(scenario);
        none.Status.Should().Be(201);
        none.Headers.Should().NotContainKey("ETag");
        none.Body.Should().Contain("<PostResponse>").And.NotContain("ETag");

        scenario.Server.Faults = _ => S3Fault.WrongETag;
        var wrong = await Xml().SendAsync(scenario);
        wrong.Headers["ETag"].Should().NotBe(right);
        wrong.Body.Should().Contain("<ETag>").And.NotContain(right);
    }

    [Fact]
    public async Task SkewedClock_ExpiresAForm()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.Server.Faults = call =>
            call.Operation == S3Operation.PostObject ? S3Fault.SkewedClock(TimeSpan.FromHours(1)) : null;

        await ShouldReject(
            scenario,
            Form.Create(scenario).Sign(),
            403,
            "AccessDenied",
            "Invalid according to Policy: Policy expired.");
    }

    [Fact]
    public async Task Faults_ThatReturnAResponse_CanBeReadByAPage()
    {
        await using var scenario = await Scenario.StartAsync();
        var faults = new[]
        {
            S3Fault.Error(
                HttpStatusCode.ServiceUnavailable, "SlowDown"), S3Fault.ErrorInOk(), S3Fault.EmptyOk, S3Fault.Garbage,
            S3Fault.EmptyOk.AfterCarryingOut(), S3Fault.NoETag, S3Fault.Delay(TimeSpan.Zero),
        };
        foreach (var fault in faults)
        {
            scenario.Server.Faults = _ => fault;
            var request = Form.Create(scenario).Sign().Request();
            request.Unsigned["origin"] = "http://localhost:5173";

            (await scenario.Raw.SendAsync(request, sign: false)).Headers
                .Should().Contain("Access-Control-Allow-Origin", "http://localhost:5173", fault.ToString());
        }
    }
}
