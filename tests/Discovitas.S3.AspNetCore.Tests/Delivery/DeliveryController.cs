using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Mvc;

namespace Discovitas.S3.AspNetCore.Tests.Delivery;

/// <summary>Returns files from controllers, by each type that an action may declare.</summary>
[ApiController]
[SuppressMessage("Performance", "CA1822", Justification = "An action is never static.")]
[Route("controller")]
public sealed class DeliveryController : ControllerBase
{
    /// <summary>Streams a file.</summary>
    [HttpGet("action/{**key}")]
    public IActionResult Action(string key) => S3Results.Stream(key);

    /// <summary>Streams a file.</summary>
    [HttpGet("result/{**key}")]
    public IResult Result(string key) => S3Results.Stream(key);

    /// <summary>Streams a file.</summary>
    [HttpGet("own/{**key}")]
    public S3FileResult Own(string key) => S3Results.Stream(key);

    /// <summary>Redirects to a file.</summary>
    [HttpGet("redirect/{**key}")]
    public IActionResult Redirected(string key) => S3Results.Redirect(key, TimeSpan.FromMinutes(1));
}
