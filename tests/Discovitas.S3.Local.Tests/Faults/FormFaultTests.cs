namespace Discovitas.S3.Local.Tests.Faults;

/// <summary>Faults of forms.</summary>
public sealed class FormFaultTests : ScenarioTest
{
    [Fact]
    public async Task Faults_ReceiveAFormWithoutItsKey()
    {
        S3Call? asked = null;
        Scenario.Server.Faults = call =>
        {
            asked = call;
            return null;
        };

        (await Form.Create(Scenario).Sign().SendAsync(Scenario)).Status.Should().Be(204);

        asked.Should().Be(new S3Call
        {
            Operation = S3Operation.PostObject,
            Bucket = Scenario.Bucket,
            OperationNumber = 1,
            RequestNumber = 1,
        });
    }

    [Fact]
    public async Task Form_RepeatedAfterAFault_IsStored()
    {
        Scenario.Server.Faults = call => call.OperationNumber switch
        {
            1 => S3Fault.Error(HttpStatusCode.ServiceUnavailable, "SlowDown"),
            2 => S3Fault.ResetAfter(100),
            3 => S3Fault.Close,
            _ => null,
        };

        (await Form.Create(Scenario).Sign().SendAsync(Scenario)).Code.Should().Be("SlowDown");
        (await Scenario.Raw.EndOfAsync(Form.Create(Scenario).Sign().Request())).Text.Should().BeEmpty();
        (await Scenario.Raw.EndOfAsync(Form.Create(Scenario).Sign().Request())).Text.Should().BeEmpty();
        await ShouldBeNone(Scenario);
        (await Form.Create(Scenario).Sign().SendAsync(Scenario)).Status.Should().Be(204);
    }

    [Fact]
    public async Task Form_WithALostResponse_IsStored()
    {
        Scenario.Server.Faults = call =>
            call.Operation == S3Operation.PostObject ? S3Fault.Reset.AfterCarryingOut() : null;

        (await Scenario.Raw.EndOfAsync(Form.Create(Scenario).Sign().Request())).Text.Should().BeEmpty();

        (await Scenario.GetAsync("k")).Should().Be("hello");
    }

    [Fact]
    public async Task DamagedBody_OfAForm_DamagesItsFile()
    {
        Scenario.Server.Faults = call => call.Operation == S3Operation.PostObject ? S3Fault.DamagedBody : null;

        await ShouldReject(
            Scenario,
            Form.Create(Scenario).With("x-amz-checksum-crc32", Payloads.Checksum("CRC32", "hello"u8.ToArray())).Sign(),
            400,
            "BadDigest");
        (await Form.Create(Scenario).Sign().SendAsync(Scenario)).Status.Should().Be(204);
        (await Scenario.GetAsync("k")).Should().Be("iello");
    }

    [Fact]
    public async Task DamagedStore_OfAForm_DescribesTheStoredBytes()
    {
        Scenario.Server.Faults = call => call.Operation == S3Operation.PostObject ? S3Fault.DamagedStore : null;

        (await Form.Create(Scenario).Sign().SendAsync(Scenario)).Headers["ETag"]
            .Should().Be(Payloads.ETag("iello"u8.ToArray()));
    }

    [Fact]
    public async Task ETagFaults_OfAForm_ChangeItsXml()
    {
        Form Xml() => Form.Create(Scenario).With("success_action_status", "201").Sign();
        var right = Payloads.ETag("hello"u8.ToArray());

        Scenario.Server.Faults = _ => S3Fault.NoETag;
        var none = await Xml().SendAsync(Scenario);
        none.Status.Should().Be(201);
        none.Headers.Should().NotContainKey("ETag");
        none.Body.Should().Contain("<PostResponse>").And.NotContain("ETag");

        Scenario.Server.Faults = _ => S3Fault.WrongETag;
        var wrong = await Xml().SendAsync(Scenario);
        wrong.Headers["ETag"].Should().NotBe(right);
        wrong.Body.Should().Contain("<ETag>").And.NotContain(right);
    }

    [Fact]
    public async Task SkewedClock_ExpiresAForm()
    {
        Scenario.Server.Faults = call =>
            call.Operation == S3Operation.PostObject ? S3Fault.SkewedClock(TimeSpan.FromHours(1)) : null;

        await ShouldReject(
            Scenario,
            Form.Create(Scenario).Sign(),
            403,
            "AccessDenied",
            "Invalid according to Policy: Policy expired.");
    }

    [Fact]
    public async Task Faults_ThatReturnAResponse_CanBeReadByAPage()
    {
        var faults = new[]
        {
            S3Fault.Error(HttpStatusCode.ServiceUnavailable, "SlowDown"),
            S3Fault.ErrorInOk(),
            S3Fault.EmptyOk,
            S3Fault.Garbage,
            S3Fault.EmptyOk.AfterCarryingOut(),
            S3Fault.NoETag,
            S3Fault.Delay(TimeSpan.Zero),
        };
        foreach (var fault in faults)
        {
            Scenario.Server.Faults = _ => fault;
            var request = Form.Create(Scenario).Sign().Request();
            request.Unsigned["origin"] = "http://localhost:5173";

            (await Scenario.Raw.SendAsync(request, sign: false)).Headers
                .Should().Contain("Access-Control-Allow-Origin", "http://localhost:5173", fault.ToString());
        }
    }
}
