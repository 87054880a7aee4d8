using System.Reflection;
using Amazon.S3;

namespace Discovitas.S3.FaultTests.Sockets;

/// <summary>An app's wrapper around its client, for instance to count calls.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Performance", "CA1852", Justification = "DispatchProxy derives.")]
internal class DecoratedClient : DispatchProxy
{
    private IAmazonS3 _inner = null!;

    internal static IAmazonS3 Wrap(IAmazonS3 inner)
    {
        var proxy = Create<IAmazonS3, DecoratedClient>();
        ((DecoratedClient)(object)proxy)._inner = inner;
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        try
        {
            return targetMethod!.Invoke(_inner, args);
        }
        catch (TargetInvocationException thrown) when (thrown.InnerException is { } inner)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(inner);
            throw;
        }
    }
}
