using Discovitas.S3.AspNetCore.Problems;
using static Discovitas.S3.AspNetCore.Problems.ProblemTable;

namespace Discovitas.S3.AspNetCore.Description;

/// <summary>Contains the problems with which each kind of route can respond.</summary>
internal static class ProblemSets
{
    /// <summary>Any request that the store takes part in.</summary>
    internal static readonly Problem[] Store = [InvalidRequest, StoreFailed, StoreUnavailable];

    /// <summary>What a client states about a file, before any bytes are sent.</summary>
    internal static readonly Problem[] Stated =
    [
        .. Store, TooLarge, UnsupportedMediaType, InvalidContentType, ContentTypeNotAllowed, ExtensionNotAllowed,
        ContentTypeMismatch, InvalidFolder, InvalidHeader, Rejected, QuotaExceeded,
    ];

    /// <summary>A file as a whole.</summary>
    internal static readonly Problem[] Body =
    [
        .. Stated, LengthMismatch, ImageTooLarge, ImageTooSmall, ImageNotSupported, InvalidImage, RejectedByInspector,
        InspectionFailed,
    ];

    internal static readonly Problem[] Form = [.. Body, MalformedForm, MissingFile, Antiforgery, TooManyFiles];

    /// <summary>A request that may be repeated.</summary>
    internal static readonly Problem[] Repeated = [BeingCompleted, IdempotencyConflict, IdempotencyUnsupported];

    /// <summary>The start of a direct upload.</summary>
    internal static readonly Problem[] Start = [.. Stated, TooManyUploads];

    /// <summary>The parts of a direct upload.</summary>
    internal static readonly Problem[] Parts = [.. Store, NotYours, MissingUpload];

    internal static readonly Problem[] Abort = [.. Parts, BeingCompleted, Completed];

    /// <summary>The end of a direct upload.</summary>
    internal static readonly Problem[] End = [.. Body, NotYours, MissingUpload, BeingCompleted, Incomplete];

    /// <summary>All that a direct upload can come to.</summary>
    internal static readonly Problem[] Sign = [.. End, Completed, TooManyUploads];
}
