namespace Discovitas.S3.Objects;

/// <summary>
/// Notices when a listing goes in a circle, however long it is, and keeps one token for that: it is compared with all
/// that follow, and replaced after twice as many pages each time (Brent's algorithm).
/// </summary>
internal sealed class PageTokens
{
    private string _kept = "";
    private long _pages;
    private long _replaceAt = 1;

    /// <summary>Returns whether the token leads to a page that has not been listed yet.</summary>
    internal bool IsNew(string token)
    {
        if (token == _kept)
        {
            return false;
        }

        if (++_pages == _replaceAt)
        {
            _kept = token;
            _replaceAt *= 2;
        }

        return true;
    }
}
