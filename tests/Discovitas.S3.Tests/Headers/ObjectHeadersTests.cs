using System.Web;
using System.Xml.Linq;
using Discovitas.S3.Tests.Direct;

namespace Discovitas.S3.Tests.Headers;

/// <summary>A file has the same headers, metadata and tags, whichever way it is uploaded.</summary>
public sealed class ObjectHeadersTests
{
    private static readonly Dictionary<string, string> Tags = new() { ["kind"] = "a b/c+d=e", ["ünï"] = "" };
    private static readonly Dictionary<string, string> Metadata = new() { ["Who"] = "Jürgen" };

    private static readonly Dictionary<string, string> Expected = new()
    {
        ["content-type"] = "text/html",
        ["cache-control"] = "no-cache",
        ["content-disposition"] = "attachment; filename=\"page.html\"",
        ["x-amz-server-side-encryption"] = "aws:kms",
        ["x-amz-server-side-encryption-aws-kms-key-id"] = "key-1",
        ["x-amz-meta-who"] = "=?UTF-8?B?SsO8cmdlbg==?=",
        ["tag kind"] = "a b/c+d=e",
        ["tag ünï"] = "",
    };

    private readonly DirectStore _store = new();

    private static DirectUploadRequest Direct => new("page.html", "text/HTML")
    {
        Size = 5,
        CacheControl = "no-cache",
        KeepFileName = true,
        Metadata = Metadata,
        Tags = Tags,
    };

    [Fact]
    public async Task OnePut()
    {
        await Service().StoreAsync(Request(5));

        var put = _store.Mock.Put!;
        var key = put.ServerSideEncryptionKeyManagementServiceKeyId;
        Of(put.Headers, put.Metadata, put.TagSet, put.ServerSideEncryptionMethod, key)
            .Should().BeEquivalentTo(Expected);
    }

    [Fact]
    public async Task PartsOfThisProcess()
    {
        var started = Started();

        await Service().StoreAsync(Request(2 * StoreMock.PartSize));

        Of(started()).Should().BeEquivalentTo(Expected);
    }

    [Fact]
    public async Task PartsOfAClient()
    {
        var started = Started();

        var ticket = await Service().Direct.StartMultipartAsync(Direct);

        Of(started()).Should().BeEquivalentTo(Expected);
        ticket.Tags.Should().BeEquivalentTo(Tags);
    }

    [Fact]
    public async Task AFormOfAClient()
    {
        var fields = (await Service().Direct.CreateAsync(Direct)).Request.Fields;

        var tags = XElement.Parse(fields["tagging"]).Elements("TagSet").Elements("Tag")
            .Select(tag => KeyValuePair.Create("tag " + tag.Element("Key")!.Value, tag.Element("Value")!.Value));
        var known = fields.Where(field => Expected.ContainsKey(field.Key.ToLowerInvariant()));
        Lines(known.Concat(tags)).Should().BeEquivalentTo(Expected);
    }

    [Fact]
    public async Task ASignedPutOfAClient()
    {
        var upload = await Service(settings => settings.SupportsPostPolicy = false).Direct.CreateAsync(Direct);

        var query = HttpUtility.ParseQueryString(upload.Request.Headers["x-amz-tagging"]);
        var tags = query.AllKeys.Select(name => KeyValuePair.Create("tag " + name, query[name]!));
        var known = upload.Request.Headers.Where(header => header.Key != "x-amz-tagging");
        Lines(known.Concat(tags)).Should().BeEquivalentTo(Expected);
        upload.Request.Headers.Should()
            .AllSatisfy(header => _store.Signed!.Headers[header.Key].Should().Be(header.Value));
    }

    private static FileUploadRequest Request(int size) => new("page.html", "text/HTML", Bytes(size))
    {
        CacheControl = "no-cache",
        KeepFileName = true,
        Metadata = Metadata,
        Tags = Tags,
    };

    private S3Service Service(Action<S3Settings>? configure = null) => _store.Mock.Service(settings =>
    {
        settings.ServerSideEncryption = "aws:kms";
        settings.KmsKeyId = "key-1";
        configure?.Invoke(settings);
    });

    private Func<InitiateMultipartUploadRequest> Started()
    {
        InitiateMultipartUploadRequest? asked = null;
        var answer = _store.Mock.OnCreate;
        _store.Mock.OnCreate = (request, token) => answer(asked = request, token);
        return () => asked!;
    }

    private static Dictionary<string, string> Of(InitiateMultipartUploadRequest request) => Of(
        request.Headers,
        request.Metadata,
        request.TagSet,
        request.ServerSideEncryptionMethod,
        request.ServerSideEncryptionKeyManagementServiceKeyId);

    private static Dictionary<string, string> Of(
        HeadersCollection headers,
        MetadataCollection metadata,
        List<Tag> tags,
        ServerSideEncryptionMethod method,
        string kmsKey) => Lines(
    [
        .. headers.Keys.Select(name => KeyValuePair.Create(name, headers[name])),
        .. metadata.Keys.Select(name => KeyValuePair.Create(name, metadata[name])),
        .. tags.Select(tag => KeyValuePair.Create("tag " + tag.Key, tag.Value)),
        KeyValuePair.Create("x-amz-server-side-encryption", method.Value),
        KeyValuePair.Create("x-amz-server-side-encryption-aws-kms-key-id", kmsKey),
    ]);

    private static Dictionary<string, string> Lines(IEnumerable<KeyValuePair<string, string>> lines) =>
        lines.ToDictionary(
            line => line.Key.StartsWith("tag ", StringComparison.Ordinal) ? line.Key : line.Key.ToLowerInvariant(),
            line => line.Value);
}
