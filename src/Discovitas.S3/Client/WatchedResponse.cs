namespace Discovitas.S3.Client;

/// <summary>
/// Reads the body of a response before the SDK does, which reads it synchronously: nothing could cancel that, and the
/// white space with which a store keeps a connection alive would not count as progress.
/// </summary>
internal static class WatchedResponse
{
    // A page of a list is the longest response, and is smaller.
    private const int MaxLength = 16 * 1024 * 1024;
    private const int PieceSize = 16 * 1024;

    /// <summary>Reads everything but the content of a file.</summary>
    internal static async Task ReadAsync(
        HttpRequestMessage request, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentLength == 0 || HoldsFile(request, response))
        {
            return;
        }

        var watch = RequestWatch.Current;
        using var body = new MemoryStream();
        var piece = new byte[PieceSize];
        var source = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (source.ConfigureAwait(false))
        {
            for (int count; (count = await source.ReadAsync(piece, cancellationToken).ConfigureAwait(false)) > 0;)
            {
                watch?.Touch();
                body.Write(piece, 0, count);
                if (body.Length > MaxLength)
                {
                    throw new HttpRequestException("The response is too long.");
                }
            }
        }

        response.Content = Replace(response.Content, body.ToArray());
    }

    // Lists are GET requests too, with a query that names them.
    private static bool HoldsFile(HttpRequestMessage request, HttpResponseMessage response) =>
        request.Method == HttpMethod.Head
        || (request.Method == HttpMethod.Get
            && response.IsSuccessStatusCode
            && request.RequestUri!.Query is var query
            && !query.Contains("list-type=", StringComparison.Ordinal)
            && !query.Contains("upload", StringComparison.Ordinal));

    private static ByteArrayContent Replace(HttpContent content, byte[] body)
    {
        var replaced = new ByteArrayContent(body);
        foreach (var header in content.Headers)
        {
            replaced.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

        return replaced;
    }
}
