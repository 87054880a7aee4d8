namespace Discovitas.S3.Local.Tests.Forms;

/// <summary>Bodies that are not forms, or are incomplete.</summary>
public sealed class FormPartsTests : ScenarioTest
{
    [Theory]
    [InlineData("text/html", 412, "PreconditionFailed")]
    [InlineData("application/x-www-form-urlencoded", 412, "PreconditionFailed")]
    [InlineData("multipart/form-data", 400, "MalformedPOSTRequest")]
    [InlineData("multipart/form-data; boundary=", 400, "MalformedPOSTRequest")]
    [InlineData("multipart/form-data; boundary=another", 400, "MalformedPOSTRequest")]
    [InlineData(
        "multipart/form-data; boundary=01234567890123456789012345678901234567890123456789012345678901234567890",
        400,
        "MalformedPOSTRequest")]
    public async Task Body_OfAnotherType_IsRejected(string contentType, int status, string code)
    {
        var form = Form.Create(Scenario).Sign();
        form.ContentType = contentType;

        await ShouldReject(Scenario, form, status, code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\r\n")]
    [InlineData("\r\n------WebKitFormBoundary7MA4YWxkTrZu0gW")]
    [InlineData("\r\n------WebKitFormBoundary7MA4YWxkTrZu0gW\r\n")]
    [InlineData("\n------WebKitFormBoundary7MA4YWxkTrZu0gW--\n")]
    public async Task Form_WithoutItsEnd_IsRejected(string end)
    {
        var form = Form.Create(Scenario).Sign();
        form.End = end;

        await ShouldReject(Scenario, form, 400, "MalformedPOSTRequest");
    }

    [Fact]
    public async Task Form_WithoutALength_IsRejected()
    {
        var request = Form.Create(Scenario).Sign().Request();
        request.Unsigned["transfer-encoding"] = "chunked";
        request.Body = [.. Encoding.ASCII.GetBytes(
            $"{request.Body.Length:x}\r\n"), .. request.Body, .. "\r\n0\r\n\r\n"u8];

        (await Scenario.Raw.SendAsync(request, sign: false)).Code.Should().Be("MissingContentLength");
        await ShouldBeNone(Scenario);
    }

    [Theory]
    [InlineData("Content-Disposition: form-data")]
    [InlineData("Content-Disposition: form-data; name=\"\"")]
    [InlineData("X-Other: 1")]
    public async Task Part_WithoutAName_IsRejected(string header)
    {
        var request = Form.Create(Scenario).Sign().Request();
        var boundary = request.Unsigned["content-type"].Split("boundary=")[1];
        request.Body = [.. Encoding.ASCII.GetBytes($"--{boundary}\r\n{header}\r\n\r\nx\r\n"), .. request.Body];

        (await Scenario.Raw.SendAsync(request, sign: false)).Code.Should().Be("MalformedPOSTRequest");
        await ShouldBeNone(Scenario);
    }
}
