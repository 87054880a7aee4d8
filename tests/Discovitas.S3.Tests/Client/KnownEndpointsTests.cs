using System.Collections;
using Amazon.Runtime.Endpoints;
using Amazon.S3.Endpoints;
using Amazon.S3.Internal;

namespace Discovitas.S3.Tests.Client;

public sealed class KnownEndpointsTests
{
    private readonly KnownEndpoints _endpoints = new();

    [Theory]
    [InlineData("my-bucket", "eu-west-1", false)]
    [InlineData("my.bucket", "eu-west-1", true)]
    [InlineData("other-bucket", "cn-north-1", false)]
    [InlineData("bucket--use1-az4--x-s3", "us-east-1", false)]
    public void ResolveEndpoint_AskedAgain_GivesWhatTheRulesGive(string bucket, string region, bool pathStyle)
    {
        var expected = new AmazonS3EndpointProvider().ResolveEndpoint(For(bucket, region, pathStyle));

        for (var time = 0; time < 3; time++)
        {
            var endpoint = _endpoints.ResolveEndpoint(For(bucket, region, pathStyle));

            endpoint.URL.Should().Be(expected.URL);
            Signing(endpoint).Should().Equal(Signing(expected));
        }
    }

    [Fact]
    public void ResolveEndpoint_ForAnotherBucketOrRegion_GivesAnother()
    {
        var urls = new[]
        {
            ("a-bucket", "eu-west-1"),
            ("b-bucket", "eu-west-1"),
            ("a-bucket", "us-west-2"),
            ("a-bucket", "eu-west-1"),
        }
            .Select(asked => _endpoints.ResolveEndpoint(For(asked.Item1, asked.Item2, pathStyle: false)).URL);

        urls.Should().Equal(
            "https://a-bucket.s3.eu-west-1.amazonaws.com",
            "https://b-bucket.s3.eu-west-1.amazonaws.com",
            "https://a-bucket.s3.us-west-2.amazonaws.com",
            "https://a-bucket.s3.eu-west-1.amazonaws.com");
    }

    [Fact]
    public void ResolveEndpoint_WhoseResultIsChangedByTheSdk_IsNotChangedForTheNext()
    {
        _endpoints.ResolveEndpoint(For("my-bucket", "eu-west-1", pathStyle: false)).URL += "/";
        _endpoints.ResolveEndpoint(For("my-bucket", "eu-west-1", pathStyle: false)).URL += "/";

        _endpoints.ResolveEndpoint(For("my-bucket", "eu-west-1", pathStyle: false)).URL.Should().NotEndWith("/");
    }

    private static IEnumerable<string> Signing(Endpoint endpoint) =>
        ((IList)endpoint.Attributes["authSchemes"]).Cast<IPropertyBag>()
            .Select(scheme => $"{scheme["name"]} {scheme["signingName"]} {scheme["signingRegion"]}");

    private static S3EndpointParameters For(string bucket, string region, bool pathStyle) =>
        new() { Bucket = bucket, Region = region, ForcePathStyle = pathStyle };
}
