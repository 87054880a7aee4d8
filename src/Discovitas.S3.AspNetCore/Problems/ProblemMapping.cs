namespace Discovitas.S3.AspNetCore.Problems;

/// <summary>Turns exceptions into problems of <see cref="ProblemTable"/>.</summary>
internal static class ProblemMapping
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Returns the problem for a failure of an upload route, or null if the app itself has failed. A request that
    /// cannot be read counts as well.
    /// </summary>
    internal static ProblemException? Find(Exception failure) => failure switch
    {
        ProblemException problem => problem,
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } =>
            New(ProblemTable.TooLarge, "The request is larger than this server accepts."),
        BadHttpRequestException { StatusCode: StatusCodes.Status408RequestTimeout } =>
            New(ProblemTable.InvalidRequest, "The request was received too slowly."),
        BadHttpRequestException { StatusCode: StatusCodes.Status400BadRequest } =>
            New(ProblemTable.InvalidRequest, "The request cannot be read."),
        _ => FindOfCore(failure),
    };

    /// <summary>Returns the problem for an exception that the core has thrown, or null for any other.</summary>
    internal static ProblemException? FindOfCore(Exception failure) => failure switch
    {
        UploadRejectedException rejected => new ProblemException(
            ProblemTable.From(rejected.Reason), rejected.Message, rejected)
        {
            RetryAfter = rejected.Reason is UploadRejectionReason.BeingCompleted ? Moment : null,
            Limit = rejected.Limit,
            Found = rejected.Found,
        },
        UploadInspectionException => new ProblemException(
            ProblemTable.InspectionFailed, "The file could not be inspected, and is not kept. Try again in a moment.")
        {
            RetryAfter = Moment,
        },
        S3StoreException store => From(store),
        _ => null,
    };

    // The exception's message names keys and settings, which are not for the client. The log has it.
    private static ProblemException From(S3StoreException failure) => failure switch
    {
        // Not a failure of the store: a client may ask for what has ended, or has been deleted.
        { IsMissing: true, ErrorCode: null or "NoSuchUpload" } => New(
            ProblemTable.MissingUpload, "This upload was completed or aborted before, or has expired. Start it again."),
        { IsMissing: true } => New(ProblemTable.FileNotFound, "The file does not exist, or has been deleted."),
        { IsTransient: true } => new ProblemException(
            ProblemTable.StoreUnavailable, "The store cannot be used now. Try again in a moment.")
        {
            RetryAfter = Moment,
        },
        _ => New(
            ProblemTable.StoreFailed,
            "The store failed. Trying again will not help: contact the operator of this site."),
    };

    private static ProblemException New(Problem problem, string detail) => new(problem, detail);
}
