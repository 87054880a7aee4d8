namespace Discovitas.S3.Local.Recording;

/// <summary>Removes what nobody may read from what is recorded: signatures, tokens and keys.</summary>
internal static class Redaction
{
    private const int LongestValue = 4096;
    private const char Ellipsis = '…';

    // Those of both versions of signatures.
    private static readonly string[] SecretParameters = ["X-Amz-Signature", "X-Amz-Security-Token", "Signature"];

    private static readonly string[] SecretHeaders =
    [
        "Authorization", "Cookie", "Proxy-Authorization", "x-amz-security-token",
        "x-amz-server-side-encryption-customer-key",
        "x-amz-copy-source-server-side-encryption-customer-key",
    ];

    internal static string Target(string target)
    {
        var query = target.IndexOf('?', StringComparison.Ordinal);
        return query < 0
            ? target
            : $"{target[..query]}?{string.Join('&', target[(query + 1)..].Split('&').Select(Parameter))}";
    }

    internal static Dictionary<string, string> Headers(IHeaderDictionary headers)
    {
        var kept = new Dictionary<string, string>(headers.Count, StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in headers)
        {
            if (!SecretHeaders.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                kept[name] = Cut(value.ToString());
            }
        }

        return kept;
    }

    private static string Parameter(string parameter)
    {
        var equals = parameter.IndexOf('=', StringComparison.Ordinal);
        return equals >= 0
            && SecretParameters.Contains(Uri.UnescapeDataString(parameter[..equals]), StringComparer.OrdinalIgnoreCase)
            ? $"{parameter[..equals]}={Ellipsis}"
            : parameter;
    }

    private static string Cut(string value) =>
        value.Length > LongestValue ? value[..LongestValue] + Ellipsis : value;
}
