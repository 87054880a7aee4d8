namespace Discovitas.S3.Local.Operations;

/// <summary>Changes the tags of a stored object.</summary>
internal static class ObjectTags
{
    internal static async Task ReplaceAsync(S3Exchange exchange, Dictionary<string, string> tags)
    {
        var updated = await exchange.Store.Objects
            .UpdateAsync(exchange.Bucket, exchange.Key, stored => stored with { Tags = tags }, exchange.Aborted)
            .ConfigureAwait(false);
        if (updated is null)
        {
            throw exchange.NoSuchKey();
        }
    }
}
