using System.Collections.Concurrent;
using Amazon.Runtime.Endpoints;
using Amazon.S3.Endpoints;
using Amazon.S3.Internal;

namespace Discovitas.S3.Client;

/// <summary>
/// Remembers the endpoint of each bucket. For each request, the SDK evaluates the rules for every kind of bucket and
/// address, always with the same result.
/// </summary>
internal sealed class KnownEndpoints : IEndpointProvider
{
    // An app uses few buckets; for more than this, the rules are evaluated each time.
    private const int MostBuckets = 100;

    private readonly AmazonS3EndpointProvider _rules = new();
    private readonly ConcurrentDictionary<string, Endpoint> _known = new(StringComparer.Ordinal);

    public Endpoint ResolveEndpoint(EndpointParameters parameters)
    {
        if (!IsPlain(parameters, out var bucket, out var region))
        {
            return _rules.ResolveEndpoint(parameters);
        }

        // All other parameters come from the client's configuration, which does not change; no rule reads the key or
        // the prefix.
        var id = $"{bucket} {region}";
        if (!_known.TryGetValue(id, out var endpoint))
        {
            endpoint = _rules.ResolveEndpoint(parameters);
            if (_known.Count < MostBuckets)
            {
                _known.TryAdd(id, Copy(endpoint));
            }
        }

        // The SDK modifies the endpoint that it receives.
        return Copy(endpoint);
    }

    private static bool IsPlain(EndpointParameters parameters, out string? bucket, out string? region)
    {
        var s3 = parameters as S3EndpointParameters;
        (bucket, region) = (s3?.Bucket, s3?.Region);
        return bucket is not null
            && s3!.UseObjectLambdaEndpoint is null
            && s3.UseS3ExpressControlEndpoint is null
            && s3.DisableS3ExpressSessionAuth is null;
    }

    private static Endpoint Copy(Endpoint endpoint) =>
        new(endpoint.URL) { Attributes = endpoint.Attributes, Headers = endpoint.Headers };
}
