namespace Discovitas.S3.BrowserTests.Support;

/// <summary>How a page uses Uppy.</summary>
internal sealed record PageSetup
{
    /// <summary>Who is signed in.</summary>
    internal string? User { get; init; }

    /// <summary>Whether the endpoints of the other origin are used.</summary>
    internal bool CrossOrigin { get; init; }

    /// <summary>Where the page is; null for the site's own origin.</summary>
    internal string? Origin { get; init; }

    /// <summary>With Golden Retriever.</summary>
    internal bool Golden { get; init; }

    /// <summary>With the lines that have the server check a file that was sent in one piece.</summary>
    internal bool Verify { get; init; }

    /// <summary>With the size as metadata, for a store that must know it.</summary>
    internal bool TellSize { get; init; }

    /// <summary>With signing that tells no more than what Uppy 6 says of a request by itself.</summary>
    internal bool Bare { get; init; }

    /// <summary>With Uppy's XHR plugin in place of its S3 plugin.</summary>
    internal bool Xhr { get; init; }

    /// <summary>Options of Uppy's S3 plugin.</summary>
    internal Dictionary<string, object> Options { get; init; } = [];

    /// <summary>Every file goes in parts.</summary>
    internal static PageSetup Multipart => new() { Options = { ["shouldUseMultipart"] = true } };

    internal PageSetup With(string option, object value) => this with { Options = new(Options) { [option] = value } };
}
