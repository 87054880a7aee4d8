namespace Discovitas.S3.Local.Protocol;

/// <summary>
/// An error that the server can return: the S3 code, HTTP status and message.
/// See https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
/// </summary>
internal sealed record S3Error(string Code, int Status, string Message)
{
    internal static readonly S3Error AccessControlListNotSupported = new("AccessControlListNotSupported", 400,
        "The bucket does not allow ACLs");
    internal static readonly S3Error AccessDenied = new("AccessDenied", 403,
        "Access Denied");
    internal static readonly S3Error AccessForbidden = new("AccessForbidden", 403,
        "CORSResponse: This CORS request is not allowed.");
    internal static readonly S3Error AuthorizationHeaderMalformed = new("AuthorizationHeaderMalformed", 400,
        "The authorization header is malformed.");
    internal static readonly S3Error AuthorizationQueryParametersError = new("AuthorizationQueryParametersError", 400,
        "Error parsing the X-Amz-Credential parameter.");
    internal static readonly S3Error BadDigest = new("BadDigest", 400,
        "The checksum you specified did not match what we received.");
    internal static readonly S3Error BadRequest = new("BadRequest", 400,
        "Bad Request");
    internal static readonly S3Error BucketAlreadyOwnedByYou = new("BucketAlreadyOwnedByYou", 409,
        "Your previous request to create the named bucket succeeded and you already own it.");
    internal static readonly S3Error BucketNotEmpty = new("BucketNotEmpty", 409,
        "The bucket you tried to delete is not empty");
    internal static readonly S3Error ConditionalRequestConflict = new("ConditionalRequestConflict", 409,
        "The conditional request cannot succeed due to a conflicting operation against this resource.");
    internal static readonly S3Error EntityTooLarge = new("EntityTooLarge", 400,
        "Your proposed upload exceeds the maximum allowed size");
    internal static readonly S3Error EntityTooSmall = new("EntityTooSmall", 400,
        "Your proposed upload is smaller than the minimum allowed size");
    internal static readonly S3Error IllegalLocationConstraint = new("IllegalLocationConstraintException", 400,
        "The unspecified location constraint is incompatible for the region specific endpoint this request was sent " +
        "to.");
    internal static readonly S3Error IncompleteBody = new("IncompleteBody", 400,
        "The request body terminated unexpectedly");
    internal static readonly S3Error InternalError = new("InternalError", 500,
        "We encountered an internal error. Please try again.");
    internal static readonly S3Error InvalidAccessKeyId = new("InvalidAccessKeyId", 403,
        "The AWS Access Key Id you provided does not exist in our records.");
    internal static readonly S3Error InvalidArgument = new("InvalidArgument", 400,
        "Invalid Argument");
    internal static readonly S3Error InvalidBucketName = new("InvalidBucketName", 400,
        "The specified bucket is not valid.");
    internal static readonly S3Error InvalidChunkSize = new("InvalidChunkSizeError", 400,
        "Only the last chunk is allowed to have a size less than 8192 bytes");
    internal static readonly S3Error InvalidDigest = new("InvalidDigest", 400,
        "The Content-MD5 you specified was invalid.");
    internal static readonly S3Error InvalidLocationConstraint = new("InvalidLocationConstraint", 400,
        "The specified location-constraint is not valid");
    internal static readonly S3Error InvalidPartOrder = new("InvalidPartOrder", 400,
        "The list of parts was not in ascending order. Parts must be ordered by part number.");
    internal static readonly S3Error InvalidPolicyDocument = new("InvalidPolicyDocument", 400,
        "The content of the form does not meet the conditions specified in the policy document.");
    internal static readonly S3Error InvalidRange = new("InvalidRange", 416,
        "The requested range is not satisfiable");
    internal static readonly S3Error InvalidRequest = new("InvalidRequest", 400,
        "Invalid Request");
    internal static readonly S3Error InvalidStorageClass = new("InvalidStorageClass", 400,
        "The storage class you specified is not valid");
    internal static readonly S3Error InvalidTag = new("InvalidTag", 400,
        "The tag provided was not a valid tag.");
    internal static readonly S3Error InvalidToken = new("InvalidToken", 400,
        "The provided token is malformed or otherwise invalid.");
    internal static readonly S3Error InvalidUri = new("InvalidURI", 400,
        "Couldn't parse the specified URI.");
    internal static readonly S3Error KeyTooLong = new("KeyTooLongError", 400,
        "Your key is too long");
    internal static readonly S3Error MalformedPolicy = new("MalformedPolicy", 400,
        "Policy has invalid action");
    internal static readonly S3Error MalformedPostRequest = new("MalformedPOSTRequest", 400,
        "The body of your POST request is not well-formed multipart/form-data.");
    internal static readonly S3Error MalformedTrailer = new("MalformedTrailerError", 400,
        "The request contained trailing data that was not well-formed or did not conform to our published schema.");
    internal static readonly S3Error MalformedXml = new("MalformedXML", 400,
        "The XML you provided was not well-formed or did not validate against our published schema");
    internal static readonly S3Error MaxPostPreDataLengthExceeded = new("MaxPostPreDataLengthExceeded", 400,
        "Your POST request fields preceeding the upload file was too large.");
    internal static readonly S3Error MetadataTooLarge = new("MetadataTooLarge", 400,
        "Your metadata headers exceed the maximum allowed metadata size");
    internal static readonly S3Error MethodNotAllowed = new("MethodNotAllowed", 405,
        "The specified method is not allowed against this resource.");
    internal static readonly S3Error MissingContentLength = new("MissingContentLength", 411,
        "You must provide the Content-Length HTTP header.");
    internal static readonly S3Error MissingRequestBody = new("MissingRequestBodyError", 400,
        "Request Body is empty");
    internal static readonly S3Error NoSuchBucket = new("NoSuchBucket", 404,
        "The specified bucket does not exist");
    internal static readonly S3Error NoSuchCorsConfiguration = new("NoSuchCORSConfiguration", 404,
        "The CORS configuration does not exist");
    internal static readonly S3Error NoSuchBucketPolicy = new("NoSuchBucketPolicy", 404,
        "The bucket policy does not exist");
    internal static readonly S3Error NoSuchKey = new("NoSuchKey", 404,
        "The specified key does not exist.");
    internal static readonly S3Error NoSuchLifecycleConfiguration = new("NoSuchLifecycleConfiguration", 404,
        "The lifecycle configuration does not exist");
    internal static readonly S3Error NoSuchVersion = new("NoSuchVersion", 404,
        "The specified version does not exist.");
    internal static readonly S3Error NotImplemented = new("NotImplemented", 501,
        "A header you provided implies functionality that is not implemented");
    internal static readonly S3Error PreconditionFailed = new("PreconditionFailed", 412,
        "At least one of the pre-conditions you specified did not hold");
    internal static readonly S3Error RequestTimeout = new("RequestTimeout", 400,
        "Your socket connection to the server was not read from or written to within the timeout period. " +
        "Idle connections will be closed.");
    internal static readonly S3Error RequestTimeTooSkewed = new("RequestTimeTooSkewed", 403,
        "The difference between the request time and the current time is too large.");
    internal static readonly S3Error XAmzContentSha256Mismatch = new("XAmzContentSHA256Mismatch", 400,
        "The provided 'x-amz-content-sha256' header does not match what was computed.");

    // Those with long names or messages.
    internal static readonly S3Error NoSuchPublicAccessBlockConfiguration = new(
        "NoSuchPublicAccessBlockConfiguration", 404, "The public access block configuration was not found");
    internal static readonly S3Error InvalidPart = new("InvalidPart", 400,
        "One or more of the specified parts could not be found. " +
        "The part may not have been uploaded, " +
        "or the specified entity tag may not match the part's entity tag.");
    internal static readonly S3Error NoSuchUpload = new("NoSuchUpload", 404,
        "The specified upload does not exist. " +
        "The upload ID may be invalid, or the upload may have been aborted or completed.");
    internal static readonly S3Error SignatureDoesNotMatch = new("SignatureDoesNotMatch", 403,
        "The request signature we calculated does not match the signature you provided. " +
        "Check your key and signing method.");
}
