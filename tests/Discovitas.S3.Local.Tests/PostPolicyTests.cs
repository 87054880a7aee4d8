using Discovitas.S3.Local.Tests.Support;
using static Discovitas.S3.Local.Tests.Support.Leftovers;

namespace Discovitas.S3.Local.Tests;

/// <summary>Forms that are not what was signed, and what was signed but says no.</summary>
public sealed class PostPolicyTests
{
    private const string Invalid = "Invalid according to Policy: ";

    [Fact]
    public async Task Form_WithoutAPolicy_IsAnyonesAndDenied()
    {
        await using var scenario = await Scenario.StartAsync();

        await ShouldRefuse(scenario, Form.Of(scenario), 403, "AccessDenied", "Access Denied");
        var unsigned = Form.Of(scenario).Sign();
        unsigned.Fields.RemoveAll(field => field.Name is not ("key" or "policy"));
        await ShouldRefuse(scenario, unsigned, 403, "AccessDenied", "Access Denied");
    }

    [Theory]
    [InlineData("key", "key")]
    [InlineData("x-amz-algorithm", "X-Amz-Algorithm")]
    [InlineData("x-amz-credential", "X-Amz-Credential")]
    [InlineData("x-amz-date", "X-Amz-Date")]
    [InlineData("x-amz-signature", "X-Amz-Signature")]
    public async Task Form_WithoutARequiredField_IsTold(string field, string named)
    {
        await using var scenario = await Scenario.StartAsync();
        var message = $"Bucket POST must contain a field named '{named}'.  If it is specified, please check the order of the fields.";

        await ShouldRefuse(scenario, Form.Of(scenario).Sign().Change(field, _ => null), 400, "InvalidArgument", message);
    }

    [Fact]
    public async Task Form_WithAFieldAfterItsFile_LacksIt()
    {
        await using var scenario = await Scenario.StartAsync();
        var form = Form.Of(scenario).Sign();
        var signature = form.Fields.Single(field => field.Name == "x-amz-signature").Value;
        form.Change("x-amz-signature", _ => null).End = "\r\n" + Form.Part("x-amz-signature", signature) + form.End[2..];

        await ShouldRefuse(scenario, form, 400, "InvalidArgument");
    }

    [Fact]
    public async Task Signature_OfAnotherSecretPolicyDayOrRegion_IsRefused()
    {
        await using var scenario = await Scenario.StartAsync();
        Form Signed(Action<Form> change)
        {
            var form = Form.Of(scenario);
            change(form);
            return form.Sign();
        }

        await ShouldRefuse(scenario, Signed(form => form.Secret = "another"), 403, "SignatureDoesNotMatch");
        await ShouldRefuse(scenario, Signed(_ => { }).Change("policy", policy => policy[..^4]), 403, "SignatureDoesNotMatch");
        await ShouldRefuse(scenario, Signed(_ => { }).Change("x-amz-signature", signature => signature.ToUpperInvariant()), 403, "SignatureDoesNotMatch");
        await ShouldRefuse(scenario, Signed(form => form.AccessKeyId = "NOBODY"), 403, "InvalidAccessKeyId");
        await ShouldRefuse(scenario, Signed(form => form.Region = "eu-west-1"), 400, "InvalidArgument", "the region 'eu-west-1' is wrong; expecting 'us-east-1'");
        await ShouldRefuse(scenario, Signed(form => form.Time = DateTimeOffset.UtcNow.AddDays(-8)), 403, "AccessDenied", "Request has expired");
        await ShouldRefuse(scenario, Signed(form => form.With("x-amz-security-token", "left over")), 400, "InvalidToken");
        await ShouldRefuse(scenario, Signed(form => form.With("AWSAccessKeyId", "AKID").With("signature", "x")), 400, "InvalidRequest");
    }

    [Theory]
    [InlineData("x-amz-algorithm", "AWS4-HMAC-SHA1")]
    [InlineData("x-amz-credential", "LOCALDEVELOPMENT")]
    [InlineData("x-amz-credential", "LOCALDEVELOPMENT/20300101/us-east-1/s3/aws4_request")]
    [InlineData("x-amz-credential", "LOCALDEVELOPMENT/2/us-east-1/s3/aws4_request")]
    [InlineData("x-amz-credential", "LOCALDEVELOPMENT/20300101/us-east-1/s3/aws4_request/")]
    [InlineData("x-amz-credential", "LOCALDEVELOPMENT/20300101/us-east-1/sts/aws4_request")]
    [InlineData("x-amz-date", "2030-01-01T00:00:00Z")]
    [InlineData("x-amz-date", "")]
    public async Task SignaturesFields_ThatAreNotTheirOwn_AreRefused(string field, string value)
    {
        await using var scenario = await Scenario.StartAsync();

        await ShouldRefuse(scenario, Form.Of(scenario).Sign().Change(field, _ => value), 400, "InvalidArgument");
    }

    [Fact]
    public async Task Policy_ThatHasExpired_IsRefused()
    {
        var clock = new ShiftedClock(TimeSpan.Zero);
        await using var scenario = await Scenario.StartAsync(new LocalS3Options { TimeProvider = clock });
        var form = Form.Of(scenario).Sign();

        clock.Shift = TimeSpan.FromMinutes(5.1);
        var answer = await form.SendAsync(scenario);

        answer.Status.Should().Be(403);
        answer.Body.Should().Contain("<Code>AccessDenied</Code><Message>Invalid according to Policy: Policy expired.</Message>");
        clock.Shift = TimeSpan.Zero;
        await ShouldBeNone(scenario);
    }

    [Fact]
    public async Task Key_OtherThanSigned_IsRefused()
    {
        await using var scenario = await Scenario.StartAsync();
        Form Prefixed(string key) => Form.Of(scenario, "u/42/a").If("starts-with", "$key", "u/42/").Sign().Change("key", _ => key);

        await ShouldRefuse(scenario, Form.Of(scenario).Sign().Change("key", _ => "K"), 403, "AccessDenied", Invalid + "Policy Condition failed: [\"eq\", \"$key\", \"k\"]");
        await ShouldRefuse(scenario, Prefixed("u/43/a"), 403, "AccessDenied");
        await ShouldRefuse(scenario, Prefixed(""), 403, "AccessDenied");
        await ShouldRefuse(scenario, Form.Of(scenario, "k\"1").Sign().Change("key", _ => "k"), 403, "AccessDenied", Invalid + "Policy Condition failed: [\"eq\", \"$key\", \"k\\\"1\"]");
    }

    [Fact]
    public async Task Key_ThatIsEmptyOrTooLong_IsRefused()
    {
        await using var scenario = await Scenario.StartAsync();

        await ShouldRefuse(scenario, Form.Of(scenario, "").Sign(), 400, "InvalidArgument", "User key must have a length greater than 0.");
        await ShouldRefuse(scenario, Form.Of(scenario, new string('k', 1025)).Sign(), 400, "KeyTooLongError");
    }

    [Fact]
    public async Task Bucket_OtherThanSigned_IsRefused()
    {
        await using var scenario = await Scenario.StartAsync();
        await scenario.S3.PutBucketAsync("another");
        var elsewhere = Form.Of(scenario).Sign();
        elsewhere.Target = "/another";
        var twofold = Form.Of(scenario).Sign();
        twofold.Fields.Add(("bucket", "another"));
        var missing = Form.Of(scenario).Sign();
        missing.Target = "/not-there";

        await ShouldRefuse(scenario, elsewhere, 403, "AccessDenied", Invalid + "Policy Condition failed: [\"eq\", \"$bucket\", \"local\"]");
        await ShouldRefuse(scenario, twofold, 403, "AccessDenied");
        await ShouldRefuse(scenario, missing, 404, "NoSuchBucket");
        var repeated = Form.Of(scenario).Sign();
        repeated.Fields.Insert(0, ("bucket", scenario.Bucket));
        (await repeated.SendAsync(scenario)).Status.Should().Be(204, "some clients send the bucket as a field");
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
    public async Task Field_OtherThanSigned_IsRefused(string name, string sent, string agreed)
    {
        await using var scenario = await Scenario.StartAsync();

        await ShouldRefuse(scenario, Form.Of(scenario).With(name, agreed).Sign().Change(name, _ => sent), 403, "AccessDenied",
            $"{Invalid}Policy Condition failed: [\"eq\", \"${name}\", \"{agreed}\"]");
        await ShouldRefuse(scenario, Form.Of(scenario).With(name, agreed, "eq", "$" + name, agreed).Sign().Change(name, _ => sent), 403, "AccessDenied");
        await ShouldRefuse(scenario, Form.Of(scenario).With(name, agreed).Sign().Change(name, _ => null), 403, "AccessDenied");
        (await Form.Of(scenario).With(name, agreed).Sign().SendAsync(scenario)).Status.Should().BeInRange(200, 303);
    }

    [Theory]
    [InlineData("image/png", true)]
    [InlineData("image/png,image/gif", true)]
    [InlineData("image/png, text/html", false)]
    [InlineData("text/html;image/png", false)]
    [InlineData("Image/png", false)]
    public async Task TypeThatBeginsAsSigned_IsTakenAndALittleMoreIsNot(string type, bool isTaken)
    {
        await using var scenario = await Scenario.StartAsync();
        var form = Form.Of(scenario).With("Content-Type", type, "starts-with", "$Content-Type", "image/").Sign();

        (await form.SendAsync(scenario)).Status.Should().Be(isTaken ? 204 : 403);
    }

    [Fact]
    public async Task Condition_OnAFieldThatIsNotThere_Fails()
    {
        await using var scenario = await Scenario.StartAsync();

        await ShouldRefuse(scenario, Form.Of(scenario).If("starts-with", "$Content-Type", "").Sign(), 403, "AccessDenied",
            Invalid + "Policy Condition failed: [\"starts-with\", \"$Content-Type\", \"\"]");
        await ShouldRefuse(scenario, Form.Of(scenario).If("eq", "key", "k").Sign(), 403, "AccessDenied",
            Invalid + "Policy Condition failed: [\"eq\", \"key\", \"k\"]");
    }

    [Theory]
    [InlineData("x-amz-meta-role")]
    [InlineData("X-Amz-Meta-Role")]
    [InlineData("success_action_redirect")]
    [InlineData("acl")]
    [InlineData("tagging")]
    [InlineData("submit")]
    public async Task Field_WithoutACondition_IsRefused(string name)
    {
        await using var scenario = await Scenario.StartAsync();
        var form = Form.Of(scenario).Sign();
        form.Fields.Add((name, "x"));

        await ShouldRefuse(scenario, form, 403, "AccessDenied", $"{Invalid}Extra input fields: {name}");
    }

    [Theory]
    [InlineData("key", "K")]
    [InlineData("Content-Type", "text/html")]
    [InlineData("content-type", "image/png")]
    [InlineData("x-amz-signature", "0")]
    public async Task Field_GivenTwice_IsRefused(string name, string second)
    {
        await using var scenario = await Scenario.StartAsync();
        var first = Form.Of(scenario).With("Content-Type", "image/png").Sign();
        first.Fields.Insert(0, (name, second));
        var last = Form.Of(scenario).With("Content-Type", "image/png").Sign();
        last.Fields.Add((name, second));

        await ShouldRefuse(scenario, first, 400, "InvalidArgument");
        await ShouldRefuse(scenario, last, 400, "InvalidArgument");
    }

    [Theory]
    [InlineData(4, 400, "EntityTooSmall", "<ProposedSize>4</ProposedSize><MinSizeAllowed>5</MinSizeAllowed>")]
    [InlineData(5, 204, null, null)]
    [InlineData(10, 204, null, null)]
    [InlineData(11, 400, "EntityTooLarge", "<ProposedSize>11</ProposedSize><MaxSizeAllowed>10</MaxSizeAllowed>")]
    [InlineData(1_000_000, 400, "EntityTooLarge", "<ProposedSize>1000000</ProposedSize><MaxSizeAllowed>10</MaxSizeAllowed>")]
    public async Task File_OutsideItsRange_IsRefused(int size, int status, string? code, string? detail)
    {
        await using var scenario = await Scenario.StartAsync();
        var form = Form.Of(scenario).If("content-length-range", 5, "10").If("content-length-range", 0, 1000);
        form.File = Parts.Bytes(size);

        var answer = await form.Sign().SendAsync(scenario);

        answer.Status.Should().Be(status);
        answer.Code.Should().Be(code);
        if (code is not null)
        {
            answer.Body.Should().Contain(detail);
            await ShouldBeNone(scenario);
        }
    }

    [Theory]
    [InlineData("no json", "Invalid JSON.")]
    [InlineData("[]", "Invalid JSON.")]
    [InlineData("{}", "Policy missing expiration.")]
    [InlineData("""{"expiration":"2030-01-01T00:00:00Z"}""", "Policy missing conditions.")]
    [InlineData("""{"EXPIRATION":"2030-01-01T00:00:00Z","conditions":[]}""", "Unexpected: 'EXPIRATION'")]
    [InlineData("""{"expiration":"2030-01-01T00:00:00+02:00","conditions":[]}""", "Invalid 'expiration' value: '2030-01-01T00:00:00+02:00'")]
    [InlineData("""{"expiration":"2030-01-01 00:00:00","conditions":[]}""", "Invalid 'expiration' value: '2030-01-01 00:00:00'")]
    [InlineData("""{"expiration":1,"conditions":[]}""", "Invalid JSON.")]
    [InlineData("""{"expiration":"2030-01-01T00:00:00Z","conditions":{}}""", "Invalid 'conditions' value: must be a List.")]
    [InlineData("""{"expiration":"2030-01-01T00:00:00Z","conditions":["key"]}""", "Invalid condition: must be a List or Object.")]
    [InlineData("""{"expiration":"2030-01-01T00:00:00Z","conditions":[{}]}""", "Invalid Simple-Condition: Simple-Conditions must have exactly one property specified.")]
    [InlineData("""{"expiration":"2030-01-01T00:00:00Z","conditions":[{"key":"k","bucket":"b"}]}""", "Invalid Simple-Condition: Simple-Conditions must have exactly one property specified.")]
    [InlineData("""{"expiration":"2030-01-01T00:00:00Z","conditions":[{"success_action_status":201}]}""", "Invalid Simple-Condition: value must be a string.")]
    [InlineData("""{"expiration":"2030-01-01T00:00:00Z","conditions":[{"key":null}]}""", "Invalid JSON.")]
    [InlineData("""{"expiration":"2030-01-01T00:00:00Z","conditions":[{"key":"\ud800"}]}""", "Invalid JSON.")]
    [InlineData("""{"expiration":"2030-01-01T00:00:00Z","conditions":[[]]}""", "Invalid Condition: missing operation identifier.")]
    [InlineData("""{"expiration":"2030-01-01T00:00:00Z","conditions":[["ends-with","$key",""]]}""", "Invalid Condition: unknown operation 'ends-with'.")]
    [InlineData("""{"expiration":"2030-01-01T00:00:00Z","conditions":[["eq","$key"]]}""", "Invalid eq: wrong number of arguments.")]
    [InlineData("""{"expiration":"2030-01-01T00:00:00Z","conditions":[["content-length-range",0]]}""", "Invalid content-length-range: wrong number of arguments.")]
    [InlineData("""{"expiration":"2030-01-01T00:00:00Z","conditions":[["content-length-range",0,1.5]]}""", "Invalid JSON.")]
    [InlineData("""{"expiration":"2030-01-01T00:00:00Z","conditions":[["content-length-range",-1,5]]}""", "Invalid JSON.")]
    public async Task Policy_ThatIsNone_IsRefused(string policy, string reason)
    {
        await using var scenario = await Scenario.StartAsync();
        var form = Form.Of(scenario);
        form.Policy = policy;

        await ShouldRefuse(scenario, form.Sign(), 400, "InvalidPolicyDocument", $"Invalid Policy: {reason}");
    }

    [Fact]
    public async Task Policy_WithARangeOfWords_Fails()
    {
        await using var scenario = await Scenario.StartAsync();

        await ShouldRefuse(scenario, Form.Of(scenario).If("content-length-range", "test", "10").Sign(), 403, "AccessDenied",
            Invalid + "Policy Condition failed: [\"content-length-range\", \"test\", \"10\"]");
    }

    [Theory]
    [InlineData("x-amz-storage-class", "ATTIC", "InvalidStorageClass")]
    [InlineData("acl", "public-read", "AccessControlListNotSupported")]
    [InlineData("tagging", "no xml", "MalformedXML")]
    [InlineData("Content-Type", "text/plain\r\nX: y", "InvalidArgument")]
    [InlineData("x-amz-meta-a b", "1", "InvalidArgument")]
    [InlineData("Content-MD5", "1B2M2Y8AsgTpgAmY7PhCfg==", "BadDigest")]
    [InlineData("x-amz-website-redirect-location", "/x", "NotImplemented")]
    public async Task Field_ThatCannotBeHonoured_IsNotPassedOver(string name, string value, string code)
    {
        await using var scenario = await Scenario.StartAsync();

        var answer = await Form.Of(scenario).With(name, value).Sign().SendAsync(scenario);

        answer.Code.Should().Be(code);
        await ShouldBeNone(scenario);
    }
}
