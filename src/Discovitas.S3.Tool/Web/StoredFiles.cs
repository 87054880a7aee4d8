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

    // More are counted when the page asks for it, since that takes seconds.
    private const int MostAtFirst = 10_000;

    private const int AtOnce = 8;

    internal void Map(IEndpointRouteBuilder endpoints, string place, long maxFileSize)
    {
        var files = endpoints.MapGroup("/files").AddEndpointFilter(AnswerFailures);
        files.MapGet("", async (CancellationToken cancellationToken, bool all = false) =>
        {
            var (newest, isComplete) = await FindAsync(all ? int.MaxValue : MostAtFirst, cancellationToken);
            var shown = await DescribeAsync(newest.ToList(), cancellationToken);
            return new FileListing(place, maxFileSize, shown, newest.Count, isComplete);
        });

        // A page of another site cannot send this header without permission.
        files.MapDelete("", async (
            string[] key, [FromHeader(Name = "X-Discovitas-S3")] string page, CancellationToken cancellationToken) =>
        {
            await s3.DeleteAsync(key, cancellationToken);
            return Results.NoContent();
        });
    }

    // A store lists by key, and keys are random: all must be listed to find the newest.
    private async Task<(NewestFiles Newest, bool IsComplete)> FindAsync(
        int most, CancellationToken cancellationToken)
    {
        var newest = new NewestFiles(MostShown);
        await foreach (var file in s3.ListAsync(cancellationToken: cancellationToken))
        {
            if (newest.Count == most)
            {
                return (newest, false);
            }

            newest.Add(file);
        }

        return (newest, true);
    }

    private async Task<ListingRow[]> DescribeAsync(
        IReadOnlyList<ListedFile> files, CancellationToken cancellationToken)
    {
        var shown = new ListingRow[files.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(
            0, shown.Length, options, async (index, token) => shown[index] = await DescribeAsync(files[index], token));
        return shown;
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
