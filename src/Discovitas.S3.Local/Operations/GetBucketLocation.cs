using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local.Operations;

internal sealed class GetBucketLocation : IOperation
{
    /// <summary>Returns the region, which S3 leaves out for us-east-1 for historical reasons.</summary>
    public Task<S3Response> RunAsync(S3Exchange exchange)
    {
        var region = exchange.Options.Region == "us-east-1" ? null : exchange.Options.Region;
        return Task.FromResult(S3Response.FromXml(S3Xml.Element("LocationConstraint", region)));
    }
}
