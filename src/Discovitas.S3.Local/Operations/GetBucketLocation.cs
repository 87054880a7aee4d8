using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local.Operations;

internal sealed class GetBucketLocation : IOperation
{
    /// <summary>For us-east-1 S3 has nothing to say, by history.</summary>
    public Task RunAsync(S3Exchange exchange) => Answer.XmlAsync(exchange.Response,
        Answer.Element("LocationConstraint", exchange.Options.Region == "us-east-1" ? null : exchange.Options.Region));
}
