using System.Text;
using Discovitas.S3.Local.Tests.Support;
using static Discovitas.S3.Local.Tests.Support.Leftovers;

namespace Discovitas.S3.Local.Tests;

/// <summary>Bodies that are no forms, or not whole ones, and more than a form may be.</summary>
public sealed class PostFormTests
{
    [Theory]
    [InlineData("text/html", 412, "PreconditionFailed")]
    [InlineData("application/x-www-form-urlencoded", 412, "PreconditionFailed")]
    [InlineData("multipart/form-data", 400, "MalformedPOSTRequest")]
    [InlineData("multipart/form-data; boundary=", 400, "MalformedPOSTRequest")]
    [InlineData("multipart/form-data; boundary=another", 400, "MalformedPOSTRequest")]
    [InlineData("multipart/form-data; boundary=01234567890123456789012345678901234567890123456789012345678901234567890", 400, "MalformedPOSTRequest")]
    public async Task Body_OfAnotherKind_IsRefused(string contentType, int status, string code)
    {
        await using var scenario = await Scenario.StartAsync();
        var form = Form.Of(scenario).Sign();
        form.ContentType = contentType;

        await ShouldRefuse(scenario, form, status, code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\r\n")]
    [InlineData("\r\n------WebKitFormBoundary7MA4YWxkTrZu0gW")]
    [InlineData("\r\n------WebKitFormBoundary7MA4YWxkTrZu0gW\r\n")]
    [InlineData("\n------WebKitFormBoundary7MA4YWxkTrZu0gW--\n")]
    public async Task Form_WithoutItsEnd_IsRefused(string end)
    {
        await using var scenario = await Scenario.StartAsync();
        var form = Form.Of(scenario).Sign();
        form.End = end;

        await ShouldRefuse(scenario, form, 400, "MalformedPOSTRequest");
    }

    [Fact]
    public async Task Form_WithoutALength_IsRefused()
    {
        await using var scenario = await Scenario.StartAsync();
        var request = Form.Of(scenario).Sign().Request();
        request.Unsigned["transfer-encoding"] = "chunked";
        request.Body = [.. Encoding.ASCII.GetBytes($"{request.Body.Length:x}\r\n"), .. request.Body, .. "\r\n0\r\n\r\n"u8];

        (await scenario.Raw.SendAsync(request, sign: false)).Code.Should().Be("MissingContentLength");
        await ShouldBeNone(scenario);
    }

    [Theory]
    [InlineData("Content-Disposition: form-data")]
    [InlineData("Content-Disposition: form-data; name=\"\"")]
    [InlineData("X-Other: 1")]
    public async Task Part_WithoutAName_IsRefused(string header)
    {
        await using var scenario = await Scenario.StartAsync();
        var request = Form.Of(scenario).Sign().Request();
        var boundary = request.Unsigned["content-type"].Split("boundary=")[1];
        request.Body = [.. Encoding.ASCII.GetBytes($"--{boundary}\r\n{header}\r\n\r\nx\r\n"), .. request.Body];

        (await scenario.Raw.SendAsync(request, sign: false)).Code.Should().Be("MalformedPOSTRequest");
        await ShouldBeNone(scenario);
    }

    [Fact]
    public async Task Form_WithoutAFileOrWithTwo_IsRefused()
    {
        await using var scenario = await Scenario.StartAsync();
        const string Message = "POST requires exactly one file upload per request.";
        var two = Form.Of(scenario).Sign();
        two.End = "\r\n" + Form.Part("file", "another") + two.End[2..];
        await ShouldRefuse(scenario, two, 400, "InvalidArgument", Message);

        var none = Form.Of(scenario).Sign().Request();
        none.Body = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(none.Body).Replace("name=\"file\"", "name=\"upload\"", StringComparison.Ordinal));
        var answer = await scenario.Raw.SendAsync(none, sign: false);
        (answer.Code, answer.Message).Should().Be(("InvalidArgument", Message));
        answer.Body.Should().Contain("<ArgumentName>file</ArgumentName><ArgumentValue>0</ArgumentValue>");
        await ShouldBeNone(scenario);
    }

    [Theory]
    [InlineData(21_000, 1)]
    [InlineData(5_000_000, 1)]
    [InlineData(10, 1_000)]
    public async Task Fields_OfMoreThan20KiB_AreRefused(int size, int count)
    {
        await using var scenario = await Scenario.StartAsync();
        var form = Form.Of(scenario).Sign();
        form.Fields.AddRange(Enumerable.Range(0, count).Select(index => ($"x-ignore-{index}", new string('x', size))));

        var answer = await form.SendAsync(scenario);

        answer.Status.Should().Be(400);
        answer.Code.Should().Be("MaxPostPreDataLengthExceeded");
        answer.Body.Should().Contain("<MaxPostPreDataLengthBytes>20480</MaxPostPreDataLengthBytes>");
        await ShouldBeNone(scenario);
    }

    [Fact]
    public async Task Fields_OfExactly20KiB_AreTaken()
    {
        await using var scenario = await Scenario.StartAsync();
        async Task<int> Send(int length)
        {
            var form = Form.Of(scenario).Sign();
            form.Fields.Add(("x-ignore-rest", ""));
            form.File = [];
            var own = form.Request().Body.Length - form.End.Length;
            form.Change("x-ignore-rest", _ => new string('x', length - own));
            return (await form.SendAsync(scenario)).Status;
        }

        (await Send(20 * 1024 + 1)).Should().Be(400);
        (await Send(20 * 1024)).Should().Be(204);
    }

    [Fact]
    public async Task FieldThatIsNotUtf8_IsRefused()
    {
        await using var scenario = await Scenario.StartAsync();
        var request = Form.Of(scenario).Sign().Request();
        var boundary = request.Unsigned["content-type"].Split("boundary=")[1];
        request.Body = [.. Encoding.ASCII.GetBytes($"--{boundary}\r\nContent-Disposition: form-data; name=\"x-ignore-a\"\r\n\r\n"), 0xFF, 0xFE, .. "\r\n"u8, .. request.Body];

        (await scenario.Raw.SendAsync(request, sign: false)).Code.Should().Be("MalformedPOSTRequest");
        await ShouldBeNone(scenario);
    }

    [Fact]
    public async Task Client_ThatHangsUp_LeavesNothing()
    {
        await using var scenario = await Scenario.StartAsync();
        var form = Form.Of(scenario).Sign();
        form.File = Parts.Bytes(300_000);
        var whole = form.Request();
        for (var sixteenth = 1; sixteenth < 16; sixteenth++)
        {
            var request = new RawRequest("POST", whole.Target) { Body = whole.Body[..(whole.Body.Length * sixteenth / 16)] };
            request.Headers["content-type"] = form.ContentType;
            await scenario.Raw.SendPartlyAsync(request, whole.Body.Length);
        }

        // the server stops when the requests have ended
        await scenario.Server.StopAsync(CancellationToken.None);

        ShouldBeNoFiles(scenario);
    }

    [Theory]
    [InlineData("?delete=")]
    [InlineData("/k?uploads=")]
    [InlineData("/k?uploadId=00000000000000000000000000000000")]
    public async Task Form_SentForAnotherOperation_IsNotItsOwnersWord(string target)
    {
        await using var scenario = await Scenario.StartAsync();
        var form = Form.Of(scenario).Sign();
        form.Target += target;

        await ShouldRefuse(scenario, form, 403, "AccessDenied", "Access Denied");
    }
}
