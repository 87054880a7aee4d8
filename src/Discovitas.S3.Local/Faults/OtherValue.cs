namespace Discovitas.S3.Local.Faults;

/// <summary>Values that could be right, but are not.</summary>
internal static class OtherValue
{
    /// <summary>Another ETag: its first hex digit is changed.</summary>
    public static string OfETag(string etag)
    {
        var first = etag.StartsWith('"') ? 1 : 0;
        return $"{etag[..first]}{(etag[first] == '0' ? '1' : '0')}{etag[(first + 1)..]}";
    }

    /// <summary>Another checksum, of as many bytes, with the number of parts that it had.</summary>
    public static string OfChecksum(string checksum)
    {
        var value = checksum.Split('-')[0];
        var bytes = Convert.FromBase64String(value);
        bytes[0] ^= 1;
        return Convert.ToBase64String(bytes) + checksum[value.Length..];
    }

    public static string Same(string value) => value;
}
