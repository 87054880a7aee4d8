using Discovitas.S3.Local.Operations;
using Discovitas.S3.Local.Protocol;
using Microsoft.AspNetCore.Http;

namespace Discovitas.S3.Local.Pipeline;

/// <summary>A step around every parsed request: carries it out, changes how, or does something else.</summary>
/// <param name="http">The request and its response.</param>
/// <param name="request">What is asked for.</param>
/// <param name="context">The conditions for carrying it out.</param>
/// <param name="carryOut">Carries the request out.</param>
internal delegate Task RequestFilter(
    HttpContext http, S3Request request, RequestContext context, Func<RequestContext, Task> carryOut);
