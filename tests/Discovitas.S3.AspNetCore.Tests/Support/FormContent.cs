using System.Net.Http.Headers;

namespace Discovitas.S3.AspNetCore.Tests.Support;

/// <summary>Forms as HttpClient makes them.</summary>
internal static class FormContent
{
    internal static MultipartFormDataContent WithField(this MultipartFormDataContent form, string name, string value)
    {
        form.Add(new StringContent(value), name);
        return form;
    }

    internal static MultipartFormDataContent WithFile(
        this MultipartFormDataContent form, byte[] bytes, string name = "a.txt", string? type = "text/plain")
    {
        var file = new ByteArrayContent(bytes);
        file.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);
        form.Add(file, "file", name);
        return form;
    }
}
