using Amazon.S3;
using Amazon.S3.Model;
using Discovitas.S3.Local;
using Microsoft.AspNetCore.Http;

namespace Discovitas.S3.Tool.Console;

/// <summary>Lists, searches, describes and reads objects.</summary>
internal sealed class ConsoleObjects(LocalS3Server server, IAmazonS3 client)
{
    private const int PageSize = 100;

    // Further ones are looked at when the page asks for more.
    private const int MostSearched = 20_000;
    private const long MostPreviewed = 20 * 1024 * 1024;
    private static readonly TimeSpan UrlLifetime = TimeSpan.FromHours(1);

    /// <summary>Returns a page of the folders and objects in a folder.</summary>
    internal async Task<object> ListAsync(
        string bucket, string prefix, string next, CancellationToken cancellationToken)
    {
        var page = await client.ListObjectsV2Async(
            new ListObjectsV2Request
            {
                BucketName = bucket,
                Prefix = prefix,
                Delimiter = "/",
                MaxKeys = PageSize,
                ContinuationToken = next.Length > 0 ? next : null,
            },
            cancellationToken);
        return new
        {
            folders = page.CommonPrefixes ?? [],
            objects = (page.S3Objects ?? []).Select(Row),
            next = page.IsTruncated == true ? page.NextContinuationToken : null,
        };
    }

    /// <summary>Returns objects whose keys contain a text in upper or lower case, from after a key.</summary>
    internal async Task<object> SearchAsync(
        string bucket, string text, string next, CancellationToken cancellationToken)
    {
        var found = new List<S3Object>();
        var searched = 0;
        string? after = next.Length > 0 ? next : null;
        do
        {
            var page = await client.ListObjectsV2Async(
                new ListObjectsV2Request { BucketName = bucket, StartAfter = after }, cancellationToken);
            var objects = (page.S3Objects ?? []).ToList();
            searched += objects.Count;
            found.AddRange(objects.Where(item => item.Key.Contains(text, StringComparison.OrdinalIgnoreCase)));
            after = page.IsTruncated == true ? objects[^1].Key : null;
        }
        while (after is not null && found.Count < PageSize && searched < MostSearched);

        return new { objects = found.Select(Row), searched, next = after };
    }

    /// <summary>Returns everything about an object but its bytes.</summary>
    internal async Task<object> DescribeAsync(string bucket, string key, CancellationToken cancellationToken)
    {
        var head = await client.GetObjectMetadataAsync(
            new GetObjectMetadataRequest { BucketName = bucket, Key = key, ChecksumMode = ChecksumMode.ENABLED },
            cancellationToken);
        var tags = await client.GetObjectTaggingAsync(
            new GetObjectTaggingRequest { BucketName = bucket, Key = key }, cancellationToken);
        return new
        {
            key,
            size = head.Headers.ContentLength,
            type = head.Headers.ContentType,
            headers = ObjectHeaders.From(head),
            metadata = head.Metadata.Keys.Order().Select(name => new { name, value = head.Metadata[name] }),
            tags = (tags.Tagging ?? []).Select(tag => new { name = tag.Key, value = tag.Value }),
            url = $"{server.ServiceUrl}/{bucket}/{string.Join('/', key.Split('/').Select(Uri.EscapeDataString))}",
            download = await SignAsync(bucket, key),
        };
    }

    /// <summary>
    /// Sends the first bytes of an object in a form that no browser renders. The script knows which types it may show.
    /// </summary>
    internal async Task SendAsync(string bucket, string key, HttpContext http)
    {
        var request = new GetObjectRequest { BucketName = bucket, Key = key };
        using var response = await client.GetObjectAsync(request, http.RequestAborted);
        http.Response.ContentType = "application/octet-stream";
        http.Response.Headers.ContentDisposition = "attachment";
        var most = long.TryParse(http.Request.Query["most"], out var asked) ? asked : MostPreviewed;
        await using var content = response.ResponseStream;
        await CopyAsync(content, http, Math.Clamp(most, 0, MostPreviewed));
    }

    // As an attachment, because the stored file could be a page with scripts.
    private Task<string> SignAsync(string bucket, string key) => client.GetPreSignedURLAsync(new GetPreSignedUrlRequest
    {
        BucketName = bucket,
        Key = key,
        Expires = DateTime.UtcNow + UrlLifetime,
        Protocol = server.ServiceUrl.StartsWith("https:", StringComparison.Ordinal) ? Protocol.HTTPS : Protocol.HTTP,
        ResponseHeaderOverrides = new ResponseHeaderOverrides { ContentDisposition = "attachment" },
    });

    private static async Task CopyAsync(Stream content, HttpContext http, long most)
    {
        var buffer = new byte[64 * 1024];
        for (int count; most > 0; most -= count)
        {
            var piece = buffer.AsMemory(0, (int)Math.Min(buffer.Length, most));
            count = await content.ReadAsync(piece, http.RequestAborted);
            if (count == 0)
            {
                return;
            }

            await http.Response.Body.WriteAsync(buffer.AsMemory(0, count), http.RequestAborted);
        }
    }

    private static object Row(S3Object item) => new { item.Key, item.Size, item.LastModified };
}
