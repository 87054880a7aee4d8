using System.Text;

namespace Discovitas.S3.Configuration;

/// <summary>The rules for addresses among the settings. Each problem is a sentence that names the setting.</summary>
internal static class AddressRules
{
    /// <summary>Returns what is wrong with an address, or null.</summary>
    internal static string? Problem(string setting, string? text, bool allowsPath)
    {
        if (text is null)
        {
            return null;
        }

        if (!Ascii.IsValid(text))
        {
            return $"S3:{setting} has characters that no address has. Write a host name with such letters in its "
                + "ASCII form (Punycode, xn--…), and a path percent-encoded.";
        }

        // Uri would trim and escape what does not belong into an address.
        var isAddress = !text.AsSpan().ContainsAnyExceptInRange('!', '~')
            && Uri.TryCreate(text, UriKind.Absolute, out var url)
            && url.Scheme is "http" or "https"
            && url.Port > 0 && url.UserInfo.Length == 0 && url.Query.Length == 0 && url.Fragment.Length == 0
            && (allowsPath || url.AbsolutePath == "/");
        return isAddress
            ? null
            : $"S3:{setting} must be an address like https://host{(allowsPath ? "/path" : "")}, with http or https, "
                + $"no user, no query{(allowsPath ? "" : " and no path: the bucket goes into S3:Bucket")}.";
    }

    /// <summary>Rejects an IP address before which the bucket would be put.</summary>
    internal static string? BucketInHost(string setting, string? text, S3Settings settings) =>
        settings.ForcePathStyle == false
        && Uri.TryCreate(text, UriKind.Absolute, out var url)
        && url.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6
            ? $"S3:{setting} is an IP address, before which S3:ForcePathStyle = false puts the name of the bucket. "
                + "Use a host name, or leave S3:ForcePathStyle out."
            : null;
}
