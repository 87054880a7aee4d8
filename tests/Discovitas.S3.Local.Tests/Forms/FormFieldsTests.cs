namespace Discovitas.S3.Local.Tests.Forms;

/// <summary>The fields of forms.</summary>
public sealed class FormFieldsTests : ScenarioTest
{
    [Theory]
    [InlineData("photo.jpg", "u/photo.jpg")]
    [InlineData(@"C:\My Files\photo.jpg", "u/photo.jpg")]
    [InlineData("../../photo.jpg", "u/photo.jpg")]
    [InlineData("größe 日.jpg", "u/größe 日.jpg")]
    [InlineData("", "u/")]
    [InlineData(null, "u/${filename}")]
    public async Task FileNameVariable_IsReplacedByTheNameWithoutItsPath(string? fileName, string key)
    {
        var form = Form.Create(Scenario);
        form.Fields.Clear();
        form.Conditions.RemoveAt(1);
        form.With("key", "u/${filename}", "starts-with", "$key", "u/").FileName = fileName;

        (await form.Sign().SendAsync(Scenario)).Status.Should().Be(204);

        (await Scenario.GetAsync(key)).Should().Be("hello");
    }

    [Fact]
    public async Task Names_OfFieldsAndConditions_IgnoreCase()
    {
        var form = Form.Create(Scenario);
        form.Target += "/";
        form.With("CoNtEnT-tYpE", "text/plain", "StArTs-WiTh", "$cOnTeNt-TyPe", "text/");
        form.With("X-AMZ-Meta-A", "1", "eq", "$x-amz-META-a", "1");

        (await form.Sign().Change("policy", _ => null).SendAsync(Scenario)).Code.Should().Be("AccessDenied");
        form = Form.Create(Scenario).With("CoNtEnT-tYpE", "text/plain", "StArTs-WiTh", "$cOnTeNt-TyPe", "text/").Sign();
        var policy = form.Fields.FindIndex(field => field.Name == "policy");
        form.Fields[policy] = ("pOlIcY", form.Fields[policy].Value);

        (await form.SendAsync(Scenario)).Status.Should().Be(204);
        (await Scenario.S3.GetObjectMetadataAsync(Scenario.Bucket, "k")).Headers.ContentType.Should().Be("text/plain");
    }

    [Fact]
    public async Task Fields_AfterTheFileOrToBeIgnored_AreIgnored()
    {
        var form = Form.Create(Scenario);
        form.Fields.Add(("x-ignore-this", "1"));
        form.End = "\r\n" + Form.Part("key", "another") + Form.Part("submit", "Upload") + form.End[2..];

        (await form.Sign().SendAsync(Scenario)).Status.Should().Be(204);

        (await Scenario.KeysAsync()).Should().Equal("k");
    }

    [Theory]
    [InlineData("key", "K")]
    [InlineData("Content-Type", "text/html")]
    [InlineData("content-type", "image/png")]
    [InlineData("x-amz-signature", "0")]
    public async Task Field_ThatIsRepeated_IsRejected(string name, string second)
    {
        var first = Form.Create(Scenario).With("Content-Type", "image/png").Sign();
        first.Fields.Insert(0, (name, second));
        var last = Form.Create(Scenario).With("Content-Type", "image/png").Sign();
        last.Fields.Add((name, second));

        await ShouldReject(Scenario, first, 400, "InvalidArgument");
        await ShouldReject(Scenario, last, 400, "InvalidArgument");
    }
}
