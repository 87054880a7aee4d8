using Discovitas.S3.Local.Protocol;
using Discovitas.S3.Local.Storage;

namespace Discovitas.S3.Local.Cors;

/// <summary>
/// Reads and writes a CORS configuration as XML.
/// See https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketCors.html
/// </summary>
internal static class CorsDocument
{
    private const int MaxRules = 100;
    private const int MaxIdLength = 255;
    private static readonly string[] Methods = ["GET", "PUT", "POST", "DELETE", "HEAD"];

    internal static CorsConfiguration Parse(byte[] document)
    {
        var root = S3Xml.Parse(document, "CORSConfiguration");
        var rules = S3Xml.Children(root, "CORSRule").Select(Read).ToArray();
        if (rules.Length is 0 or > MaxRules)
        {
            throw new S3Exception(S3Error.MalformedXml);
        }

        Array.ForEach(rules, Check);
        return new CorsConfiguration(rules);
    }

    internal static XElement ToXml(CorsConfiguration configuration) => S3Xml.Element("CORSConfiguration",
        configuration.Rules.Select(rule => S3Xml.Element("CORSRule",
            S3Xml.Optional("ID", rule.Id),
            rule.AllowedMethods.Select(method => S3Xml.Element("AllowedMethod", method)),
            rule.AllowedOrigins.Select(origin => S3Xml.Element("AllowedOrigin", origin)),
            rule.AllowedHeaders.Select(header => S3Xml.Element("AllowedHeader", header)),
            S3Xml.Optional("MaxAgeSeconds", rule.MaxAgeSeconds),
            rule.ExposeHeaders.Select(header => S3Xml.Element("ExposeHeader", header)))));

    private static CorsRule Read(XElement rule)
    {
        string[] Values(string name) => [.. S3Xml.Children(rule, name).Select(element => element.Value)];
        var (origins, methods, id) = (Values("AllowedOrigin"), Values("AllowedMethod"), S3Xml.Value(rule, "ID"));
        return origins.Length > 0 && methods.Length > 0 && id is not { Length: > MaxIdLength }
            ? new CorsRule
            {
                Id = id,
                AllowedOrigins = origins,
                AllowedMethods = methods,
                AllowedHeaders = Values("AllowedHeader"),
                ExposeHeaders = Values("ExposeHeader"),
                MaxAgeSeconds = Seconds(S3Xml.Value(rule, "MaxAgeSeconds")),
            }
            : throw new S3Exception(S3Error.MalformedXml);
    }

    private static int? Seconds(string? text) => text is null ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds
        : throw new S3Exception(S3Error.MalformedXml);

    private static void Check(CorsRule rule)
    {
        if (Array.Find(rule.AllowedMethods, method => !Methods.Contains(method)) is { } unknown)
        {
            throw new S3Exception(
                S3Error.InvalidRequest,
                $"Found unsupported HTTP method in CORS config. Unsupported method is {unknown}");
        }

        CheckWildcards("AllowedOrigin", rule.AllowedOrigins);
        CheckWildcards("AllowedHeader", rule.AllowedHeaders);
        if (Array.Find(rule.ExposeHeaders, name => name.Contains('*', StringComparison.Ordinal)) is { } wild)
        {
            throw new S3Exception(
                S3Error.InvalidRequest,
                $"ExposeHeader \"{wild}\" contains wildcard. " +
                "We currently do not support wildcard for ExposeHeader.");
        }

        // These values become part of a response header.
        if (Array.Exists(rule.ExposeHeaders, name => name.Any(char.IsControl)))
        {
            throw new S3Exception(S3Error.MalformedXml);
        }
    }

    private static void CheckWildcards(string element, string[] values)
    {
        if (Array.Find(values, value => value.Count(one => one == '*') > 1) is { } twice)
        {
            throw new S3Exception(
                S3Error.InvalidRequest, $"{element} \"{twice}\" can not have more than one wildcard.");
        }
    }
}
