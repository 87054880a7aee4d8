namespace Discovitas.S3.AspNetCore.Problems;

/// <summary>Contains every problem with which the endpoints respond.</summary>
internal static class ProblemTable
{
    internal static readonly Problem MalformedForm = new(400, "malformed-form", "The form cannot be read");
    internal static readonly Problem MissingFile = new(400, "missing-file", "No file was sent");
    internal static readonly Problem InvalidRequest = new(400, "invalid-request", "The request is not valid");
    internal static readonly Problem Antiforgery =
        new(400, "antiforgery", "The antiforgery token is missing or wrong");

    internal static readonly Problem NotYours = new(403, "not-yours", "This upload is not yours, or has expired");
    internal static readonly Problem MissingUpload = new(404, "missing-upload", "The upload does not exist");
    internal static readonly Problem FileNotFound = new(404, "file-not-found", "The file does not exist");
    internal static readonly Problem BeingCompleted = new(409, "being-completed", "The upload is being completed");
    internal static readonly Problem Completed = new(409, "completed", "The upload is completed");
    internal static readonly Problem IdempotencyConflict =
        new(409, "idempotency-conflict", "The idempotency key belongs to another file");

    internal static readonly Problem TooLarge = new(413, "too-large", "The file is too large");
    internal static readonly Problem UnsupportedMediaType =
        new(415, "unsupported-media-type", "The media type of the request is not supported");

    internal static readonly Problem InvalidContentType =
        new(415, "invalid-content-type", "The file has no valid content type");

    internal static readonly Problem ContentTypeNotAllowed =
        new(415, "content-type-not-allowed", "Files of this type are not accepted");

    internal static readonly Problem ExtensionNotAllowed =
        new(415, "extension-not-allowed", "Files with this extension are not accepted");

    internal static readonly Problem ImageNotSupported =
        new(415, "image-not-supported", "Pictures of this format are not accepted");

    internal static readonly Problem InvalidRange = new(416, "invalid-range", "The range is not in the file");
    internal static readonly Problem TooManyFiles = new(422, "too-many-files", "Too many files were sent");
    internal static readonly Problem ContentTypeMismatch =
        new(422, "content-type-mismatch", "The file is not of the stated type");

    internal static readonly Problem LengthMismatch =
        new(422, "length-mismatch", "The file is not of the stated size");

    internal static readonly Problem InvalidFolder = new(422, "invalid-folder", "The folder is not valid");
    internal static readonly Problem InvalidHeader =
        new(422, "invalid-header", "A name or metadata cannot be stored");

    internal static readonly Problem Incomplete = new(422, "incomplete", "The upload is not complete");
    internal static readonly Problem ImageTooLarge = new(422, "image-too-large", "The picture is too large");
    internal static readonly Problem ImageTooSmall = new(422, "image-too-small", "The picture is too small");
    internal static readonly Problem InvalidImage =
        new(422, "invalid-image", "The picture is damaged or incomplete");

    internal static readonly Problem Rejected = new(422, "rejected", "The file was not accepted");
    internal static readonly Problem RejectedByInspector =
        new(422, "rejected-by-inspector", "The file did not pass its inspection");

    internal static readonly Problem QuotaExceeded = new(429, "quota-exceeded", "The quota is used up");
    internal static readonly Problem TooManyUploads =
        new(429, "too-many-uploads", "Too many uploads are unfinished");

    internal static readonly Problem IdempotencyUnsupported =
        new(501, "idempotency-unsupported", "The store has no repeatable uploads");

    internal static readonly Problem StoreFailed = new(502, "store-failed", "The store failed");
    internal static readonly Problem StoreUnavailable =
        new(503, "store-unavailable", "The store cannot be reached");

    internal static readonly Problem InspectionFailed =
        new(503, "inspection-failed", "The file could not be inspected");

    /// <summary>Returns the problem for a rejection by the rules of the core.</summary>
    internal static Problem From(UploadRejectionReason reason) => reason switch
    {
        UploadRejectionReason.InvalidContentType => InvalidContentType,
        UploadRejectionReason.ContentTypeNotAllowed => ContentTypeNotAllowed,
        UploadRejectionReason.ExtensionNotAllowed => ExtensionNotAllowed,
        UploadRejectionReason.ContentTypeMismatch => ContentTypeMismatch,
        UploadRejectionReason.TooLarge => TooLarge,
        UploadRejectionReason.LengthMismatch => LengthMismatch,
        UploadRejectionReason.InvalidFolder => InvalidFolder,
        UploadRejectionReason.InvalidHeader => InvalidHeader,
        UploadRejectionReason.Incomplete => Incomplete,
        UploadRejectionReason.BeingCompleted => BeingCompleted,
        UploadRejectionReason.Completed => Completed,
        UploadRejectionReason.IdempotencyConflict => IdempotencyConflict,
        UploadRejectionReason.QuotaExceeded => QuotaExceeded,
        UploadRejectionReason.RejectedByInspector => RejectedByInspector,
        UploadRejectionReason.ImageTooLarge => ImageTooLarge,
        UploadRejectionReason.ImageTooSmall => ImageTooSmall,
        UploadRejectionReason.ImageNotSupported => ImageNotSupported,
        UploadRejectionReason.InvalidImage => InvalidImage,
        _ => Rejected,
    };
}
