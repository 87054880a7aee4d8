using Discovitas.S3.Local.Operations;
using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local.Pipeline;

/// <summary>
/// Wraps every parsed request: carries it out, changes how it is carried out, or does something else.
/// </summary>
/// <param name="http">The HTTP request.</param>
/// <param name="request">The parsed request.</param>
/// <param name="context">The conditions under which the request is carried out.</param>
/// <param name="carryOut">Carries out the request and returns its response, errors included.</param>
/// <returns>The response to send; <see langword="null"/> if the connection was closed instead.</returns>
internal delegate Task<S3Response?> RequestFilter(
    HttpContext http, S3Request request, RequestContext context, Func<RequestContext, Task<S3Response>> carryOut);
