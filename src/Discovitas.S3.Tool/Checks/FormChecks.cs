namespace Discovitas.S3.Tool.Checks;

/// <summary>Sends forms under a POST policy, as browsers do.</summary>
internal static class FormChecks
{
    private static readonly SuggestedSetting NoForms = new("SupportsPostPolicy", "false");

    internal static readonly Check[] All =
    [
        new("post-policy", "A form under a POST policy stores an object.", PostAsync)
        {
            Needs = ["list-objects", "put-object"],
            Limits = "Direct uploads are a signed PUT, and must state their size.",
            Setting = NoForms,
        },
        new("post-policy-size", "A form with a file of another size is rejected.", SizeAsync)
        {
            Needs = ["post-policy"],
            Limits = "A form can store a file of any size, which stays until its upload is completed or it expires.",
            Setting = NoForms,
        },
        new("post-policy-fields", "A form with a field that was changed is rejected.", FieldsAsync)
        {
            Needs = ["post-policy"],
            Limits = "A form can store under any key and type.",
            Setting = NoForms,
        },
        new("post-policy-headers", "A form's Cache-Control and file name are kept.", HeadersAsync)
        {
            Needs = ["post-policy"],
            Limits = "Nothing: the file has them once it is kept.",
        },
        new("post-policy-etag", "The answer to a form has an ETag header.",
            (context, _) => Task.FromResult(ETag(context)))
        {
            Needs = ["post-policy"],
            Limits = "Uppy 5, which stops at 100 %: if you use it, set S3:SupportsPostPolicy to false.",
        },
    ];

    private static async Task<CheckResult> PostAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var signed = await SignAsync(context, cancellationToken);
        var answer = await SendAsync(context, signed.Url, signed.Fields, StoreRequests.Small, cancellationToken);
        context.Form = (signed.Fields["key"], answer.Headers.ETag is not null);
        return CheckResult.If(answer.IsSuccess, "Stored.", $"The store answered {answer.Rejection}.");
    }

    private static async Task<CheckResult> SizeAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var signed = await SignAsync(context, cancellationToken);
        return Result(await SendAsync(
            context, signed.Url, signed.Fields, [.. StoreRequests.Small, 0], cancellationToken));
    }

    private static async Task<CheckResult> FieldsAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var signed = await SignAsync(context, cancellationToken);
        var fields = signed.Fields.ToDictionary();
        fields["Content-Type"] = "text/html";
        return Result(await SendAsync(context, signed.Url, fields, StoreRequests.Small, cancellationToken));
    }

    private static async Task<CheckResult> HeadersAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var head = await context.Client.GetObjectMetadataAsync(context.Bucket, context.Form.Key, cancellationToken);
        var (isCached, isNamed) = (
            head.Headers.CacheControl == "max-age=60", !string.IsNullOrEmpty(head.Headers.ContentDisposition));
        return CheckResult.If(isCached && isNamed, "Kept.", (isCached, isNamed) switch
        {
            (false, false) => "The store drops both.",
            (false, _) => "The store drops Cache-Control.",
            _ => "The store drops the file name.",
        });
    }

    private static CheckResult ETag(CheckContext context) => CheckResult.If(
        context.Form.HasETag, "It has.", "It has none.");

    private static CheckResult Result(SignedAnswer answer) => CheckResult.If(
        !answer.IsSuccess, $"Rejected ({answer.Rejection}).", "The store accepted it.");

    private static async Task<SignedRequest> SignAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var service = context.CreateService(settings => settings.SupportsPostPolicy = true);
        var request = new DirectUploadRequest("a b.txt", StoreRequests.ContentType)
        {
            Size = StoreRequests.Small.Length,
            CacheControl = "max-age=60",
            KeepFileName = true,
        };
        return (await service.Direct.CreateAsync(request, cancellationToken)).Request;
    }

    private static Task<SignedAnswer> SendAsync(
        CheckContext context,
        string url,
        IReadOnlyDictionary<string, string> fields,
        byte[] bytes,
        CancellationToken cancellationToken) => SignedAnswer.SendAsync(
            context,
            new HttpRequestMessage(HttpMethod.Post, url) { Content = Form(fields, bytes) },
            cancellationToken);

    private static MultipartFormDataContent Form(IReadOnlyDictionary<string, string> fields, byte[] bytes)
    {
        var form = new MultipartFormDataContent("----conformance" + Guid.NewGuid().ToString("N"));
        foreach (var (name, value) in fields)
        {
            form.Add(new StringContent(value) { Headers = { ContentType = null } }, $"\"{name}\"");
        }

        var file = new ByteArrayContent(bytes) { Headers = { ContentType = new(StoreRequests.ContentType) } };
        form.Add(file, "\"file\"", "\"a b.txt\"");

        // Browsers put no quotes around the boundary, and Ceph accepts none.
        var boundary = form.Headers.ContentType!.Parameters.Single();
        boundary.Value = boundary.Value!.Trim('"');
        return form;
    }
}
