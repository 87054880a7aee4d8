namespace Discovitas.S3.Local.Tests.Forms;

/// <summary>Bodies that are not forms, or are incomplete.</summary>
public sealed class FormPartsTests
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
        await using var scenario = await Scenario.StartAsync();
        var form = Form.Create(scenario).Sign();
        form.ContentType = contentType;

        await ShouldReject(scenario, form, status, code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\r\n")]
    [InlineData("\r\n------WebKitFormBoundary7MA4YWxkTrZu0gW")]
    [InlineData("\r\n------WebKitFormBoundary7MA4YWxkTrZu0gW\r\n")]
    [InlineData("\n------WebKitFormBoundary7MA4YWxkTrZu0gW--\n")]
    public async Task Form_WithoutItsEnd_IsRejected(string end)
    {
        await using var scenario = await Scenario.StartAsync();
        var form = Form.Create(scenario).Sign();
        form.End = end;

        await ShouldReject(scenario, form, 400, "MalformedPOSTRequest");
    }

    [Fact]
    public async Task Form_WithoutALength_IsRejected()
    {
        await using var scenario = await Scenario.StartAsync();
        var request = Form.Create(scenario).Sign().Request();
        request.Unsigned["transfer-encoding"] = "chunked";
        request.Body = [.. Encoding.ASCII.GetBytes(
            $"{request.Body.Length:x}\r\n"), .. request.Body, .. "\r\n0\r\n\r\n"u8];

        (await scenario.Raw.SendAsync(request, sign: false)).Code.Should().Be("MissingContentLength");
        await ShouldBeNone(scenario);
    }

    [Theory]
    [InlineData("Content-Disposition: form-data")]
    [InlineData("Content-Disposition: form-data; name=\"\"")]
    [InlineData("X-Other: 1")]
    public async Task Part_WithoutAName_IsRejected(string header)
    {
        await using var scenario = await Scenario.StartAsync();
        var request = Form.Create(scenario).Sign().Request();
        var boundary = request.Unsigned["content-type"].Split("boundary=")[1];
        request.Body = [.. Encoding.ASCII.GetBytes($"--{boundary}\r\n{header}\r\n\r\nx\r\n"), .. request.Body];

        (await scenario.Raw.SendAsync(request, sign: false)).Code.Should().Be("MalformedPOSTRequest");
        await ShouldBeNone(scenario);
    }
}
