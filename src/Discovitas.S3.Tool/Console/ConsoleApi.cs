using System.Text.Json;
using Amazon.S3;
using Discovitas.S3.Local;
using Microsoft.AspNetCore.Http;

namespace Discovitas.S3.Tool.Console;

/// <summary>Answers the script of the console with JSON.</summary>
internal sealed class ConsoleApi(LocalS3Server server, IAmazonS3 client)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly ConsoleObjects _objects = new(server, client);

    internal async Task HandleAsync(HttpContext http, string name)
    {
        try
        {
            var answer = await AnswerAsync(http, name);
            if (answer is not null)
            {
                await http.Response.WriteAsJsonAsync(answer, Json, http.RequestAborted);
            }
        }
        catch (AmazonS3Exception failure)
        {
            http.Response.StatusCode = StatusCodes.Status502BadGateway;
            var error = new { code = failure.ErrorCode, message = failure.Message };
            await http.Response.WriteAsJsonAsync(error, Json, http.RequestAborted);
        }
    }

    private async Task<object?> AnswerAsync(HttpContext http, string name)
    {
        var (query, token) = (http.Request.Query, http.RequestAborted);
        string bucket = query["bucket"].ToString(), key = query["key"].ToString();
        switch (name)
        {
            case "server":
                return await DescribeAsync(token);
            case "objects":
                return await _objects.ListAsync(bucket, query["prefix"].ToString(), query["next"].ToString(), token);
            case "search":
                return await _objects.SearchAsync(bucket, query["text"].ToString(), query["next"].ToString(), token);
            case "object":
                return await _objects.DescribeAsync(bucket, key, token);
            case "content":
                await _objects.SendAsync(bucket, key, http);
                return null;
            case "uploads":
                return await ConsoleUploads.ListAsync(client, bucket, token);
            case "requests":
                return Requests();
            default:
                http.Response.StatusCode = StatusCodes.Status404NotFound;
                return new { message = "Not found." };
        }
    }

    private async Task<object> DescribeAsync(CancellationToken cancellationToken)
    {
        var buckets = await client.ListBucketsAsync(cancellationToken);
        return new
        {
            endpoint = server.ServiceUrl,
            server.Region,
            server.AccessKeyId,
            server.Folder,
            first = server.Bucket,
            buckets = (buckets.Buckets ?? []).Select(bucket => new { name = bucket.BucketName, bucket.CreationDate }),
        };
    }

    private IEnumerable<object> Requests() => server.Requests.Reverse().Take(200).Select(request => new
    {
        request.Number,
        request.Time,
        request.Method,
        request.Target,
        operation = request.Operation?.ToString(),
        request.Bucket,
        request.Key,
        request.Status,
        request.RequestBytes,
        request.ResponseBytes,
        milliseconds = request.Duration.TotalMilliseconds,
        request.RequestId,
        request.ErrorCode,
        request.ErrorMessage,
        advice = ErrorGuide.Find(request.ErrorCode),
        headers = request.Headers.OrderBy(header => header.Key, StringComparer.OrdinalIgnoreCase),
    });
}
