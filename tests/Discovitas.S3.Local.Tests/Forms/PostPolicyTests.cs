namespace Discovitas.S3.Local.Tests.Forms;

/// <summary>Forms that do not meet the conditions of their policy.</summary>
public sealed class PostPolicyTests : ScenarioTest
{
    private const string Invalid = "Invalid according to Policy: ";

    [Fact]
    public async Task Policy_ThatHasExpired_IsRejected()
    {
        var clock = new ShiftedClock(TimeSpan.Zero);
        await using var scenario = await Scenario.StartAsync(new LocalS3Options { TimeProvider = clock });
        var form = Form.Create(scenario).Sign();

        clock.Shift = TimeSpan.FromMinutes(5.1);
        var response = await form.SendAsync(scenario);

        response.Status.Should().Be(403);
        response.Body.Should().Contain(
            "<Code>AccessDenied</Code><Message>Invalid according to Policy: Policy expired.</Message>");
        clock.Shift = TimeSpan.Zero;
        await ShouldBeNone(scenario);
    }

    [Fact]
    public async Task Key_OtherThanSigned_IsRejected()
    {
        Form Prefixed(string key) =>
            Form.Create(Scenario, "u/42/a").If("starts-with", "$key", "u/42/").Sign().Change("key", _ => key);

        await ShouldReject(Scenario, Form.Create(Scenario).Sign().Change("key", _ => "K"), 403, "AccessDenied", Invalid
            + "Policy Condition failed: [\"eq\", \"$key\", \"k\"]");
        await ShouldReject(Scenario, Prefixed("u/43/a"), 403, "AccessDenied");
        await ShouldReject(Scenario, Prefixed(""), 403, "AccessDenied");
        await ShouldReject(
            Scenario,
            Form.Create(Scenario, "k\"1").Sign().Change("key", _ => "k"),
            403,
            "AccessDenied",
            Invalid + "Policy Condition failed: [\"eq\", \"$key\", \"k\\\"1\"]");
    }

    [Fact]
    public async Task Bucket_OtherThanSigned_IsRejected()
    {
        await Scenario.S3.PutBucketAsync("another");
        var elsewhere = Form.Create(Scenario).Sign();
        elsewhere.Target = "/another";
        var twofold = Form.Create(Scenario).Sign();
        twofold.Fields.Add(("bucket", "another"));
        var missing = Form.Create(Scenario).Sign();
        missing.Target = "/not-there";

        await ShouldReject(Scenario, elsewhere, 403, "AccessDenied", Invalid
            + "Policy Condition failed: [\"eq\", \"$bucket\", \"local\"]");
        await ShouldReject(Scenario, twofold, 403, "AccessDenied");
        await ShouldReject(Scenario, missing, 404, "NoSuchBucket");
        var repeated = Form.Create(Scenario).Sign();
        repeated.Fields.Insert(0, ("bucket", Scenario.Bucket));
        (await repeated.SendAsync(Scenario)).Status.Should().Be(204, "some clients send the bucket as a field");
    }

    [Theory]
    [InlineData("Content-Type", "text/html", "image/png")]
    [InlineData("Content-Type", "IMAGE/PNG", "image/png")]
    [InlineData("Content-Type", "image/png; text/html", "image/png")]
    [InlineData("success_action_status", "200", "201")]
    [InlineData("success_action_redirect", "https://evil.example/", "https://app.example/")]
    [InlineData("x-amz-meta-user", "2", "1")]
    [InlineData("x-amz-storage-class", "GLACIER", "STANDARD")]
    [InlineData("Cache-Control", "", "no-store")]
    public async Task Field_OtherThanSigned_IsRejected(string name, string sent, string agreed)
    {
        await ShouldReject(
            Scenario, Form.Create(Scenario).With(name, agreed).Sign().Change(name, _ => sent), 403, "AccessDenied",
            $"{Invalid}Policy Condition failed: [\"eq\", \"${name}\", \"{agreed}\"]");
        await ShouldReject(Scenario, Form.Create(Scenario).With(name, agreed, "eq", "$"
            + name, agreed).Sign().Change(name, _ => sent), 403, "AccessDenied");
        await ShouldReject(
            Scenario, Form.Create(Scenario).With(name, agreed).Sign().Change(name, _ => null), 403, "AccessDenied");
        (await Form.Create(Scenario).With(name, agreed).Sign().SendAsync(Scenario)).Status.Should().BeInRange(200, 303);
    }

    [Theory]
    [InlineData("image/png")]
    [InlineData("image/png,image/gif")]
    public async Task ContentType_WithTheSignedStart_IsAccepted(string type) =>
        (await StartingWithImage(type).SendAsync(Scenario)).Status.Should().Be(204);

    [Theory]
    [InlineData("image/png, text/html")]
    [InlineData("text/html;image/png")]
    [InlineData("Image/png")]
    public async Task ContentType_WithATypeThatStartsOtherwise_IsRejected(string type) =>
        (await StartingWithImage(type).SendAsync(Scenario)).Status.Should().Be(403);

    [Fact]
    public async Task Condition_OnAMissingField_Fails()
    {
        await ShouldReject(
            Scenario, Form.Create(Scenario).If("starts-with", "$Content-Type", "").Sign(), 403, "AccessDenied",
            Invalid + "Policy Condition failed: [\"starts-with\", \"$Content-Type\", \"\"]");
        await ShouldReject(Scenario, Form.Create(Scenario).If("eq", "key", "k").Sign(), 403, "AccessDenied",
            Invalid + "Policy Condition failed: [\"eq\", \"key\", \"k\"]");
    }

    [Theory]
    [InlineData("x-amz-meta-role")]
    [InlineData("X-Amz-Meta-Role")]
    [InlineData("success_action_redirect")]
    [InlineData("acl")]
    [InlineData("tagging")]
    [InlineData("submit")]
    public async Task Field_WithoutACondition_IsRejected(string name)
    {
        var form = Form.Create(Scenario).Sign();
        form.Fields.Add((name, "x"));

        await ShouldReject(Scenario, form, 403, "AccessDenied", $"{Invalid}Extra input fields: {name}");
    }

    [Theory]
    [InlineData(4, 400, "EntityTooSmall", "<ProposedSize>4</ProposedSize><MinSizeAllowed>5</MinSizeAllowed>")]
    [InlineData(5, 204, null, null)]
    [InlineData(10, 204, null, null)]
    [InlineData(11, 400, "EntityTooLarge", "<ProposedSize>11</ProposedSize><MaxSizeAllowed>10</MaxSizeAllowed>")]
    [InlineData(
        1_000_000, 400, "EntityTooLarge", "<ProposedSize>1000000</ProposedSize><MaxSizeAllowed>10</MaxSizeAllowed>")]
    public async Task File_OutsideItsRange_IsRejected(int size, int status, string? code, string? detail)
    {
        var form = Form.Create(Scenario).If("content-length-range", 5, "10").If("content-length-range", 0, 1000);
        form.File = Parts.Bytes(size);

        var response = await form.Sign().SendAsync(Scenario);

        response.Status.Should().Be(status);
        response.Code.Should().Be(code);
        if (code is not null)
        {
            response.Body.Should().Contain(detail);
            await ShouldBeNone(Scenario);
        }
    }

    private Form StartingWithImage(string type) =>
        Form.Create(Scenario).With("Content-Type", type, "starts-with", "$Content-Type", "image/").Sign();
}
