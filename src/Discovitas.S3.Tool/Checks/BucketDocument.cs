using System.Net;
using Amazon.Runtime;
using Amazon.S3;

namespace Discovitas.S3.Tool.Checks;

/// <summary>
/// Checks a kind of document that a bucket can have. One that is there is never written: it shows that the store has
/// this kind, and no copy of it would be sure to be complete. Where there is none, one is written if that is allowed,
/// and deleted again.
/// </summary>
/// <param name="context">The run.</param>
/// <param name="name">What the document is called.</param>
/// <param name="missing">The error code that says that there is none.</param>
internal sealed class BucketDocument(CheckContext context, string name, string missing)
{
    /// <summary>Gets what asks for the document, and whether the answer has it.</summary>
    internal required Func<CancellationToken, Task<(AmazonWebServiceResponse Answer, bool Has)>> GetAsync { get; init; }

    internal required Func<CancellationToken, Task> PutAsync { get; init; }

    internal required Func<CancellationToken, Task> DeleteAsync { get; init; }

    /// <summary>Gets what returns whether the document has its effect. The default is not to look.</summary>
    internal Func<CancellationToken, Task<bool>>? EffectAsync { get; init; }

    internal async Task<CheckResult> CheckAsync(CancellationToken cancellationToken)
    {
        if (await FindAsync(cancellationToken) is { } found)
        {
            return found;
        }

        if (!context.ChangeBucket)
        {
            return CheckResult.Skipped("The bucket has none; --change-bucket tries one.");
        }

        context.UndoLater(name, DeleteAsync);
        await PutAsync(cancellationToken);
        if (!(await GetAsync(cancellationToken)).Has)
        {
            return CheckResult.DoesNotWork("The store accepts the document, but does not return it.");
        }

        return EffectAsync is null || await EffectAsync(cancellationToken)
            ? CheckResult.Works("Accepted and returned.")
            : CheckResult.Limited("Accepted and returned, but without effect.");
    }

    // Null only if the bucket surely has none.
    private async Task<CheckResult?> FindAsync(CancellationToken cancellationToken)
    {
        try
        {
            var (answer, has) = await GetAsync(cancellationToken);
            return (has, answer.HttpStatusCode) switch
            {
                (true, _) => CheckResult.Works("The bucket has one, which was not changed."),

                // The SDK hides the error of some operations.
                (_, HttpStatusCode.NotFound) => null,
                _ => CheckResult.DoesNotWork("The store's answer has no such document."),
            };
        }
        catch (AmazonS3Exception none) when (none.ErrorCode == missing)
        {
            return null;
        }
        catch (AmazonUnmarshallingException)
        {
            return CheckResult.DoesNotWork("The store's answer cannot be read.");
        }
    }
}
