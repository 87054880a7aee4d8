namespace Discovitas.S3.Local.Tests.Forms;

/// <summary>The limits of forms.</summary>
public sealed class UploadFormTests
{
    [Fact]
    public async Task Form_WithoutAFileOrWithTwo_IsRejected()
    {
        await using var scenario = await Scenario.StartAsync();
        const string Message = "POST requires exactly one file upload per request.";
        var two = Form.Create(scenario).Sign();
        two.End = "\r\n" + Form.Part("file", "another") + two.End[2..];
        await ShouldReject(scenario, two, 400, "InvalidArgument", Message);

        var none = Form.Create(scenario).Sign().Request();
        none.Body = Encoding.UTF8.GetBytes(
            Encoding.UTF8.GetString(none.Body).Replace("name=\"file\"", "name=\"upload\"", StringComparison.Ordinal));
        var response = await scenario.Raw.SendAsync(none, sign: false);
        (response.Code, response.Message).Should().Be(("InvalidArgument", Message));
        response.Body.Should().Contain("<ArgumentName>file</ArgumentName><ArgumentValue>0</ArgumentValue>");
        await ShouldBeNone(scenario);
    }

    [Theory]
    [InlineData(21_000, 1)]
    [InlineData(5_000_000, 1)]
    [InlineData(10, 1_000)]
    public async Task Fields_OfMoreThan20KiB_AreRejected(int size, int count)
    {
        await using var scenario = await Scenario.StartAsync();
        var form = Form.Create(scenario).Sign();
        form.Fields.AddRange(Enumerable.Range(0, count).Select(index => ($"x-ignore-{index}", new string('x', size))));

        var response = await form.SendAsync(scenario);

        response.Status.Should().Be(400);
        response.Code.Should().Be("MaxPostPreDataLengthExceeded");
        response.Body.Should().Contain("<MaxPostPreDataLengthBytes>20480</MaxPostPreDataLengthBytes>");
        await ShouldBeNone(scenario);
    }

    [Fact]
    public async Task Fields_OfExactly20KiB_AreAccepted()
    {
        await using var scenario = await Scenario.StartAsync();
        async Task<int> Send(int length)
        {
            var form = Form.Create(scenario).Sign();
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
    public async Task Field_ThatIsNotUtf8_IsRejected()
    {
        await using var scenario = await Scenario.StartAsync();
        var request = Form.Create(scenario).Sign().Request();
        var boundary = request.Unsigned["content-type"].Split("boundary=")[1];
        request.Body =
        [
            .. Encoding.ASCII.GetBytes($"--{boundary}\r\nContent-Disposition: form-data; name=\"x-ignore-a\"\r\n\r\n"),
            0xFF,
            0xFE,
            .. "\r\n"u8,
            .. request.Body,
        ];

        (await scenario.Raw.SendAsync(request, sign: false)).Code.Should().Be("MalformedPOSTRequest");
        await ShouldBeNone(scenario);
    }

    [Fact]
    public async Task Client_ThatDisconnects_LeavesNothing()
    {
        await using var scenario = await Scenario.StartAsync();
        var form = Form.Create(scenario).Sign();
        form.File = Parts.Bytes(300_000);
        var whole = form.Request();
        for (var sixteenth = 1; sixteenth < 16; sixteenth++)
        {
            var request = new RawRequest(
                "POST", whole.Target) { Body = whole.Body[..(whole.Body.Length * sixteenth / 16)] };
            request.Headers["content-type"] = form.ContentType;
            await scenario.Raw.SendPartlyAsync(request, whole.Body.Length);
        }

        // The server stops when the requests have ended.
        await scenario.Server.StopAsync(CancellationToken.None);

        ShouldBeNoFiles(scenario);
    }
}
