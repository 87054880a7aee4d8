using System.Text;
using Discovitas.S3.AspNetCore.Tests.Support;
using Discovitas.S3.TestSupport.Http;

namespace Discovitas.S3.AspNetCore.Tests.Description;

/// <summary>A client that NSwag generates, unmodified, uploads.</summary>
public sealed class NSwagClientTests : IAsyncLifetime
{
    private static readonly byte[] Hello = Encoding.UTF8.GetBytes("hello");

    // The Idempotency-Key, which is optional.
    private const string? NoKey = null;

    private UploadSite? _site;
    private GeneratedClient? _generated;

    private UploadSite Site => _site!;

    private GeneratedClient Generated => _generated!;

    public async Task InitializeAsync()
    {
        _site = await OpenApiSite.StartAsync();
        _generated = await GeneratedClient.CreateAsync(await OpenApiSite.GetDocumentAsync(_site));
    }

    public async Task DisposeAsync() => await _site!.DisposeAsync();

    [Fact]
    public async Task AForm_StoresItsFilesAndFields()
    {
        var client = Generated.Create("Uploads", Site.Http);

        var stored = await client.StoreFilesAsync(NoKey, "cats", Generated.NewFiles(Hello, [1, 2]));

        var names = new List<string>();
        foreach (var file in stored)
        {
            names.Add(file.FileName);
            string key = file.Key;
            (await Site.GetAsync(key)).Metadata["album"].Should().Be("cats");
        }

        names.Should().Equal("0.txt", "1.txt");
    }

    [Fact]
    public async Task AFormForOneFile_StoresIt()
    {
        var client = Generated.Create("ApiTenantAvatars", Site.Http);

        var stored = await client.StoreFilesAsync("acme", Generated.NewFiles(Hello)[0]);

        foreach (var file in stored)
        {
            await ShouldBeStoredAsync(file);
        }
    }

    [Theory]
    [InlineData("Uploads", "application/octet-stream")]
    [InlineData("ApiTenantAvatars", "text/plain")]
    public async Task ABody_IsStored(string group, string type)
    {
        var client = Generated.Create(group, Site.Http);
        using var body = new MemoryStream(Hello);

        var file = group is "Uploads"
            ? await client.StoreBodyAsync("a.txt", NoKey, body)
            : await client.StoreBodyAsync("a.txt", "acme", body);

        string stated = file.ContentType;
        stated.Should().Be(type);
        await ShouldBeStoredAsync(file);
    }

    [Fact]
    public async Task ABodyThatIsRepeated_IsTheSameFile()
    {
        var client = Generated.Create("Uploads", Site.Http);
        var keys = new List<string>();
        for (var i = 0; i < 2; i++)
        {
            using var body = new MemoryStream(Hello);
            var file = await client.StoreBodyAsync("a.txt", "value", body);
            keys.Add(file.Key);
        }

        keys.Distinct().Should().ContainSingle();
    }

    [Fact]
    public async Task ADirectUpload_IsSignedSentAndVerified()
    {
        var client = Generated.Create("Uploads", Site.Http);

        var signed = await client.SignUploadAsync("a.txt", "text/plain", (long)Hello.Length, "cats");
        IDictionary<string, string> fields = signed.Fields;
        using var form = BrowserForm.Create(fields, Hello);
        string url = signed.Url;
        (await Site.Http.PostAsync(new Uri(url), form)).EnsureSuccessStatusCode();
        var request = Generated.New("VerifyRequest");
        (request.Key, request.Token) = (signed.Key, signed.Token);

        await ShouldBeStoredAsync(await client.VerifyUploadAsync(request));
    }

    [Fact]
    public async Task AProblem_IsAnExceptionWithItsMembers()
    {
        var client = Generated.Create("Uploads", Site.Http);
        using var body = new MemoryStream(new byte[1001]);

        Exception? thrown = null;
        try
        {
            await client.StoreBodyAsync("a.txt", NoKey, body);
        }
        catch (Exception failure) when (failure.GetType().Name.StartsWith("ApiException", StringComparison.Ordinal))
        {
            thrown = failure;
        }

        dynamic problem = ((dynamic)thrown!).Result;
        string code = problem.Code;
        string limit = problem.Limit;
        (code, limit).Should().Be(("too-large", "1000 bytes"));
    }

    private async Task ShouldBeStoredAsync(dynamic file)
    {
        string key = file.Key;
        (await Site.BytesAsync(key)).Should().Equal(Hello);
    }
}
