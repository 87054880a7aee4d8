namespace Discovitas.S3.TestSupport.Http;

/// <summary>A form with a file, byte for byte as a browser makes it for a POST policy.</summary>
public static class BrowserForm
{
    /// <param name="fields">The fields, in their order; the file comes last.</param>
    /// <param name="file">The bytes of the file; null for a form without one.</param>
    public static MultipartFormDataContent Create(IEnumerable<KeyValuePair<string, string>> fields, byte[]? file)
    {
        var form = new MultipartFormDataContent("----boundary" + Guid.NewGuid().ToString("N"));
        foreach (var (name, value) in fields)
        {
            var field = new StringContent(value);
            field.Headers.ContentType = null;
            form.Add(field, $"\"{name}\"");
        }

        if (file is not null)
        {
            var content = new ByteArrayContent(file) { Headers = { ContentType = new("application/octet-stream") } };
            form.Add(content, "\"file\"", "\"anything.bin\"");
        }

        // A browser puts no quotes around the boundary, and Ceph takes none.
        var boundary = form.Headers.ContentType!.Parameters.Single();
        boundary.Value = boundary.Value!.Trim('"');
        return form;
    }
}
