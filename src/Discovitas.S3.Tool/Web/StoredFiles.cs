using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Discovitas.S3.Tool.Web;

/// <summary>Lists and deletes the files of the bucket for the page.</summary>
internal sealed class StoredFiles(S3Service s3)
{
    /// <summary>The metadata in which the page stores a file's name, which is not part of the key.</summary>
    internal const string NameOfFile = "name";

    private const int MostShown = 60;
    private const int MostListed = 10_000;
    private const int AtOnce = 8;

    internal void Map(IEndpointRouteBuilder endpoints, string place, long maxFileSize)
    {
        var files = endpoints.MapGroup("/files").AddEndpointFilter(AnswerFailures);
        files.MapGet("", (CancellationToken cancellationToken) => ListAsync(place, maxFileSize, cancellationToken));

        // A page of another site cannot send this header without permission.
        files.MapDelete("", async (
            string key, [FromHeader(Name = "X-Discovitas-S3")] string page, CancellationToken cancellationToken) =>
        {
            await s3.DeleteAsync(key, cancellationToken);
            return Results.NoContent();
        });
    }

    private async Task<FileListing> ListAsync(string place, long maxFileSize, CancellationToken cancellationToken)
    {
        // A store lists by key, and keys are random: all must be listed to find the newest.
        var newest = await s3.ListAsync(cancellationToken: cancellationToken)
            .Take(MostListed)
            .OrderByDescending(file => file.LastModified)
            .ToListAsync(cancellationToken);
        var shown = new ListingRow[Math.Min(MostShown, newest.Count)];
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(
            0, shown.Length, options, async (index, token) => shown[index] = await DescribeAsync(newest[index], token));
        return new FileListing(place, maxFileSize, shown, newest.Count - shown.Length);
    }

    private async Task<ListingRow> DescribeAsync(ListedFile file, CancellationToken cancellationToken)
    {
        var stored = await s3.GetMetadataAsync(file.Key, cancellationToken);
        var name = stored?.Metadata.GetValueOrDefault(NameOfFile) ?? file.Key.Split('/')[^1];
        var type = stored?.ContentType ?? "deleted meanwhile";
        return new ListingRow(file.Url, file.Key, file.Size, type, name, file.LastModified);
    }

    private static async ValueTask<object?> AnswerFailures(
        EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (ArgumentException notOurs)
        {
            return Results.Text(notOurs.Message, statusCode: StatusCodes.Status400BadRequest);
        }
        catch (S3StoreException failure)
        {
            return Results.Text(failure.Message, statusCode: StatusCodes.Status502BadGateway);
        }
    }
}
