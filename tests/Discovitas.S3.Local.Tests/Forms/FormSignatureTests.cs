namespace Discovitas.S3.Local.Tests.Forms;

/// <summary>The signatures of forms.</summary>
public sealed class FormSignatureTests : ScenarioTest
{
    // From the documentation: https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-post-example.html
    [Fact]
    public async Task Example_OfAws_HasAValidSignature()
    {
        const string Policy = """
            { "expiration": "2015-12-30T12:00:00.000Z",
              "conditions": [
                {"bucket": "sigv4examplebucket"},
                ["starts-with", "$key", "user/user1/"],
                {"acl": "public-read"},
                {"success_action_redirect": "http://sigv4examplebucket.s3.amazonaws.com/successful_upload.html"},
                ["starts-with", "$Content-Type", "image/"],
                {"x-amz-meta-uuid": "14365123651274"},
                {"x-amz-server-side-encryption": "AES256"},
                ["starts-with", "$x-amz-meta-tag", ""],

                {"x-amz-credential": "AKIAIOSFODNN7EXAMPLE/20151229/us-east-1/s3/aws4_request"},
                {"x-amz-algorithm": "AWS4-HMAC-SHA256"},
                {"x-amz-date": "20151229T000000Z" }
              ]
            }
            """;
        await using var scenario = await Scenario.StartAsync(new LocalS3Options
        {
            Bucket = "sigv4examplebucket",
            AccessKeyId = "AKIAIOSFODNN7EXAMPLE",
            SecretAccessKey = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
            TimeProvider = new ShiftedClock(
                new DateTimeOffset(2015, 12, 29, 1, 0, 0, TimeSpan.Zero) - DateTimeOffset.UtcNow),
        });
        var form = Form.Create(scenario, "user/user1/${filename}");
        form.Fields.AddRange(
        [
            ("acl", "public-read"),
            ("success_action_redirect", "http://sigv4examplebucket.s3.amazonaws.com/successful_upload.html"),
            ("Content-Type", "image/jpeg"),
            ("x-amz-meta-uuid", "14365123651274"),
            ("x-amz-server-side-encryption", "AES256"),
            ("X-Amz-Credential", "AKIAIOSFODNN7EXAMPLE/20151229/us-east-1/s3/aws4_request"),
            ("X-Amz-Algorithm", "AWS4-HMAC-SHA256"),
            ("X-Amz-Date", "20151229T000000Z"),
            ("x-amz-meta-tag", ""),
            ("Policy", Convert.ToBase64String(Encoding.UTF8.GetBytes(Policy.ReplaceLineEndings("\r\n")))),
            ("X-Amz-Signature", "8afdbf4008c03f22c2cd3cdb72e4afbb1f6a588f3255ac628749a66d7f09699e"),
        ]);

        // Everything is valid except the ACL, which buckets do not accept by default since 2023.
        (await form.SendAsync(scenario)).Code.Should().Be("AccessControlListNotSupported");
        form.Change("X-Amz-Signature", signature => "0" + signature[1..]);
        (await form.SendAsync(scenario)).Code.Should().Be("SignatureDoesNotMatch");
        await ShouldBeNone(scenario);
    }

    [Fact]
    public async Task Form_WithoutAPolicy_IsDenied()
    {
        await ShouldReject(Scenario, Form.Create(Scenario), 403, "AccessDenied", "Access Denied");
        var unsigned = Form.Create(Scenario).Sign();
        unsigned.Fields.RemoveAll(field => field.Name is not ("key" or "policy"));
        await ShouldReject(Scenario, unsigned, 403, "AccessDenied", "Access Denied");
    }

    [Theory]
    [InlineData("key", "key")]
    [InlineData("x-amz-algorithm", "X-Amz-Algorithm")]
    [InlineData("x-amz-credential", "X-Amz-Credential")]
    [InlineData("x-amz-date", "X-Amz-Date")]
    [InlineData("x-amz-signature", "X-Amz-Signature")]
    public async Task Form_WithoutARequiredField_IsRejectedWithItsName(string field, string named)
    {
        var message = $"Bucket POST must contain a field named '{named}'.  " +
            "If it is specified, please check the order of the fields.";

        await ShouldReject(
            Scenario, Form.Create(Scenario).Sign().Change(field, _ => null), 400, "InvalidArgument", message);
    }

    [Fact]
    public async Task Form_WithARequiredFieldAfterItsFile_IsRejected()
    {
        var form = Form.Create(Scenario).Sign();
        var signature = form.Fields.Single(field => field.Name == "x-amz-signature").Value;
        form.Change("x-amz-signature", _ => null).End = "\r\n" + Form.Part("x-amz-signature", signature)
            + form.End[2..];

        await ShouldReject(Scenario, form, 400, "InvalidArgument");
    }

    [Fact]
    public async Task Signature_OfAnotherSecretPolicyDayOrRegion_IsRejected()
    {
        Form Signed(Action<Form> change)
        {
            var form = Form.Create(Scenario);
            change(form);
            return form.Sign();
        }

        await ShouldReject(Scenario, Signed(form => form.Secret = "another"), 403, "SignatureDoesNotMatch");
        await ShouldReject(
            Scenario, Signed(_ => { }).Change("policy", policy => policy[..^4]), 403, "SignatureDoesNotMatch");
        await ShouldReject(
            Scenario,
            Signed(_ => { }).Change("x-amz-signature", signature => signature.ToUpperInvariant()),
            403,
            "SignatureDoesNotMatch");
        await ShouldReject(Scenario, Signed(form => form.AccessKeyId = "NOBODY"), 403, "InvalidAccessKeyId");
        await ShouldReject(
            Scenario,
            Signed(form => form.Region = "eu-west-1"),
            400,
            "InvalidArgument",
            "the region 'eu-west-1' is wrong; expecting 'us-east-1'");
        await ShouldReject(
            Scenario,
            Signed(form => form.Time = DateTimeOffset.UtcNow.AddDays(-8)),
            403,
            "AccessDenied",
            "Request has expired");
        await ShouldReject(
            Scenario, Signed(form => form.With("x-amz-security-token", "left over")), 400, "InvalidToken");
        await ShouldReject(
            Scenario,
            Signed(form => form.With("AWSAccessKeyId", "AKID").With("signature", "x")),
            400,
            "InvalidRequest");
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
    public async Task SignatureFields_ThatAreInvalid_AreRejected(string field, string value)
    {
        await ShouldReject(Scenario, Form.Create(Scenario).Sign().Change(field, _ => value), 400, "InvalidArgument");
    }
}
