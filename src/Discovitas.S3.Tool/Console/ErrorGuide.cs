namespace Discovitas.S3.Tool.Console;

/// <summary>What the errors of S3 mean, and what to do about them.</summary>
internal static class ErrorGuide
{
    private static readonly Dictionary<string, ErrorAdvice> Errors = new(StringComparer.Ordinal)
    {
        ["AccessDenied"] = new(
            "The request is not allowed: it has no signature where one is needed, its URL has expired, or headers that "
            + "must be signed are not.",
            "Sign the request with the server's access key, or make a new URL. Without a signature, only objects can "
            + "be read, and a missing one gives this error too."),
        ["SignatureDoesNotMatch"] = new(
            "The signature is not the one of this request: the secret is wrong, or something between changed the "
            + "method, path, query or a signed header.",
            "Compare the client's secret with the server's. If it is right, send the request as it was signed: same "
            + "host and port, same Content-Type, nothing added to the query."),
        ["InvalidAccessKeyId"] = new(
            "The server has no access key with this ID.",
            "The client has keys of another store. Set AWS_ACCESS_KEY_ID as `discovitas-s3 env` prints it, and look "
            + "for a profile that overrides it."),
        ["InvalidToken"] = new(
            "The request has a session token, which belongs to temporary credentials of AWS.",
            "Remove AWS_SESSION_TOKEN from the environment of the client."),
        ["AuthorizationHeaderMalformed"] = new(
            "The request is signed for another region or service, or the header cannot be read.",
            "Set the client's region to that of the server (AWS_REGION)."),
        ["AuthorizationQueryParametersError"] = new(
            "The URL is signed for another region or service, or its signature cannot be read.",
            "Set the region of the client that signs the URL to that of the server. Signatures must be of version 4."),
        ["RequestTimeTooSkewed"] = new(
            "The clocks of client and server differ by more than 15 minutes.",
            "Set the clock of the client's machine, container or virtual machine."),
        ["NoSuchBucket"] = new(
            "The bucket does not exist.",
            "Create it, or start the server with --bucket. If the name is that of a folder or of the host, set path "
            + "style in the client (ForcePathStyle)."),
        ["NoSuchKey"] = new(
            "There is no object with this key.",
            "Look for it under Objects: keys are case-sensitive, and begin without a slash."),
        ["NoSuchUpload"] = new(
            "The multipart upload does not exist: it was completed or aborted, or its ID is wrong.",
            "Start a new upload. After a lost response to Complete, look whether the object is there."),
        ["InvalidPart"] = new(
            "A part in the list was not uploaded, or its ETag is another one.",
            "Send the ETags that the server returned for the parts, with the quotes."),
        ["InvalidPartOrder"] = new("The list of parts is not in ascending order.", "Sort it by part number."),
        ["EntityTooSmall"] = new(
            "A part that is not the last has less than 5 MiB, or the file is smaller than its form allows.",
            "Use parts of at least 5 MiB."),
        ["EntityTooLarge"] = new(
            "The body is larger than S3 or the form allows.",
            "Use a multipart upload above 5 GiB, or raise the limit of the form's policy."),
        ["BadDigest"] = new(
            "The checksum is not that of the body that arrived.",
            "The body was damaged on its way, or the client computed the checksum over other bytes."),
        ["XAmzContentSHA256Mismatch"] = new(
            "The body is not the one that was signed.",
            "Something changed the body after it was signed, or the client signs a hash of other bytes."),
        ["IncompleteBody"] = new(
            "The body ended before the announced length.",
            "Compare Content-Length with what the client sends. A connection that broke gives this too."),
        ["InvalidBucketName"] = new(
            "The name cannot be a bucket.", "Use 3 to 63 lower-case letters, digits, hyphens and dots."),
        ["BucketNotEmpty"] = new("The bucket still has objects.", "Delete its objects first."),
        ["BucketAlreadyOwnedByYou"] = new("The bucket exists already.", "Nothing is wrong if it is to be used."),
        ["PreconditionFailed"] = new(
            "A condition of the request (If-Match, If-None-Match and others) does not hold.",
            "The object is another than the client expects, or exists already: read it again and decide."),
        ["NotImplemented"] = new(
            "The server does not have this operation or header.",
            "docs/limits.md of Discovitas.S3.Local lists what it has."),
        ["MethodNotAllowed"] = new(
            "The method does not exist for this resource.", "Look at method and path: is the bucket missing?"),
        ["MalformedXML"] = new(
            "The body is not the XML that the operation needs.", "Compare it with the documentation of the operation."),
        ["MissingContentLength"] = new(
            "The request announces no length.", "Set Content-Length; S3 does not accept chunked bodies without it."),
        ["RequestTimeout"] = new(
            "The body stalled.", "Look why the client sends nothing: a stream that waits, or a broken connection."),
        ["InvalidRange"] = new(
            "The range begins after the end of the object.", "Ask for the size first, with HEAD."),
        ["KeyTooLongError"] = new("The key has more than 1,024 bytes in UTF-8.", "Use a shorter key."),
        ["AccessControlListNotSupported"] = new(
            "The bucket does not take ACLs, as new buckets of S3 do not.",
            "Send no x-amz-acl, or allow reading by a bucket policy."),
        ["AccessForbidden"] = new(
            "The bucket's CORS rules do not allow this page.",
            "Start the server with --cors and the page's origin, or set the bucket's CORS rules."),
        ["SlowDown"] = new("The store asks to be called less often.", "The client has to repeat the request later."),
        ["InternalError"] = new(
            "The server failed.", "The message says why. The disk may be full, or the folder read-only."),
    };

    internal static ErrorAdvice? Find(string? code) => code is null ? null : Errors.GetValueOrDefault(code);
}
