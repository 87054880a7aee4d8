namespace Discovitas.S3.Local.Tests.Forms;

/// <summary>The limits of forms.</summary>
public sealed class UploadFormTests : ScenarioTest
{
    [Fact]
    public async Task Form_WithoutAFileOrWithTwo_IsRejected()
    {
        const string Message = "POST requires exactly one file upload per request.";
        var two = Form.Create(Scenario).Sign();
        two.End = "\r\n" + Form.Part("file", "another") + two.End[2..];
        await ShouldReject(Scenario, two, 400, "InvalidArgument", Message);

        var none = Form.Create(Scenario).Sign().Request();
        none.Body = Encoding.UTF8.GetBytes(
            Encoding.UTF8.GetString(none.Body).Replace("name=\"file\"", "name=\"upload\"", StringComparison.Ordinal));
        var response = await Scenario.Raw.SendAsync(none, sign: false);
        (response.Code, response.Message).Should().Be(("InvalidArgument", Message));
        response.Body.Should().Contain("<ArgumentName>file</ArgumentName><ArgumentValue>0</ArgumentValue>");
        await ShouldBeNone(Scenario);
    }

    [Theory]
    [InlineData(21_000, 1)]
    [InlineData(5_000_000, 1)]
    [InlineData(10, 1_000)]
    public async Task Fields_OfMoreThan20KiB_AreRejected(int size, int count)
    {
        var form = Form.Create(Scenario).Sign();
        form.Fields.AddRange(Enumerable.Range(0, count).Select(index => ($"x-ignore-{index}", new string('x', size))));

        var response = await form.SendAsync(Scenario);

        response.Status.Should().Be(400);
        response.Code.Should().Be("MaxPostPreDataLengthExceeded");
        response.Body.Should().Contain("<MaxPostPreDataLengthBytes>20480</MaxPostPreDataLengthBytes>");
        await ShouldBeNone(Scenario);
    }

    [Fact]
    public async Task Fields_OfExactly20KiB_AreAccepted()
    {
        async Task<int> Send(int length)
        {
            var form = Form.Create(Scenario).Sign();
            form.Fields.Add(("x-ignore-rest", ""));
            form.File = [];
            var own = form.Request().Body.Length - form.End.Length;
            form.Change("x-ignore-rest", _ => new string('x', length - own));
            return (await form.SendAsync(Scenario)).Status;
        }

        (await Send(20 * 1024 + 1)).Should().Be(400);
        (await Send(20 * 1024)).Should().Be(204);
    }

    [Fact]
    public async Task Field_ThatIsNotUtf8_IsRejected()
    {
        var request = Form.Create(Scenario).Sign().Request();
        var boundary = request.Unsigned["content-type"].Split("boundary=")[1];
        request.Body =
        [
            .. Encoding.ASCII.GetBytes($"--{boundary}\r\nContent-Disposition: form-data; name=\"x-ignore-a\"\r\n\r\n"),
            0xFF,
            0xFE,
            .. "\r\n"u8,
            .. request.Body,
        ];

        (await Scenario.Raw.SendAsync(request, sign: false)).Code.Should().Be("MalformedPOSTRequest");
        await ShouldBeNone(Scenario);
    }

    [Fact]
    public async Task Client_ThatDisconnects_LeavesNothing()
    {
        var form = Form.Create(Scenario).Sign();
        form.File = Parts.Bytes(300_000);
        var whole = form.Request();
        for (var sixteenth = 1; sixteenth < 16; sixteenth++)
        {
            var start = whole.Body[..(whole.Body.Length * sixteenth / 16)];
            var request = new RawRequest("POST", whole.Target) { Body = start };
            request.Headers["content-type"] = form.ContentType;
            await Scenario.Raw.SendPartlyAsync(request, whole.Body.Length);
        }

        // The server stops when the requests have ended.
        await Scenario.Server.StopAsync(CancellationToken.None);

        ShouldBeNoFiles(Scenario);
    }
}
