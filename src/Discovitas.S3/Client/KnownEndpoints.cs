using System.Collections.Concurrent;
using Amazon.Runtime.Endpoints;
using Amazon.S3.Endpoints;
using Amazon.S3.Internal;

namespace Discovitas.S3.Client;

/// <summary>
/// The endpoints of the buckets that have been asked for. The SDK works through the rules of every kind of bucket and address for each
/// request, with the same result each time.
/// </summary>
internal sealed class KnownEndpoints : IEndpointProvider
{
    // An app has few buckets; one that has many is served as without this.
    private const int MostBuckets = 100;

    private readonly AmazonS3EndpointProvider _rules = new();
    private readonly ConcurrentDictionary<string, Endpoint> _known = new(StringComparer.Ordinal);

    public Endpoint ResolveEndpoint(EndpointParameters parameters)
    {
        if (parameters is not S3EndpointParameters { Bucket: { } bucket, UseObjectLambdaEndpoint: null, UseS3ExpressControlEndpoint: null, DisableS3ExpressSessionAuth: null } s3)
        {
            return _rules.ResolveEndpoint(parameters);
        }

        // Everything else is set in the client's configuration, of which this is a part. The key and the prefix are in no rule.
        var id = $"{bucket} {s3.Region}";
        if (!_known.TryGetValue(id, out var endpoint))
        {
            endpoint = _rules.ResolveEndpoint(parameters);
            if (_known.Count < MostBuckets)
            {
                _known.TryAdd(id, Copy(endpoint));
            }
        }

        // The SDK writes into what it gets.
        return Copy(endpoint);
    }

    private static Endpoint Copy(Endpoint endpoint) => new(endpoint.URL) { Attributes = endpoint.Attributes, Headers = endpoint.Headers };
}
