namespace Discovitas.S3.Benchmarks.Measuring;

/// <summary>What is compared.</summary>
internal sealed record Plan
{
    internal IReadOnlyList<string> Schemes { get; init; } = [Uri.UriSchemeHttp, Uri.UriSchemeHttps];

    internal IReadOnlyList<UploadCase> Cases { get; init; } = UploadCase.All;

    internal IReadOnlyList<string> Clients { get; init; } = Uploaders.Names;

    internal int Rounds { get; init; } = 5;

    /// <summary>
    /// How long each client uploads before it is measured, so that code, connections and pools are there.
    /// </summary>
    internal TimeSpan WarmUp { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Whether those clients run that are left out unless they are named: they would take longer than all others
    /// together.
    /// </summary>
    internal bool WithSlow { get; init; }

    internal IReadOnlyList<string> ClientsFor(UploadCase upload, Target target) =>
        [
            .. Clients.Where(
                client =>
                    (client != Uploaders.Signed || !target.IsHttps)
                        && (WithSlow || !Uploaders.IsSlow(client, upload.Size))),
        ];
}
