using System.Diagnostics;

namespace Discovitas.S3.Client;

/// <summary>
/// Sends the caller's trace ids (W3C Trace Context) to the store, and nothing else: an app hands baggage to its own
/// services, and baggage can hold anything.
/// </summary>
internal sealed class TraceHeaders : DistributedContextPropagator
{
    // W3C Trace Context, section 3.
    private static readonly string[] Names = ["traceparent", "tracestate"];

    public override IReadOnlyCollection<string> Fields => Names;

    public override void Inject(Activity? activity, object? carrier, PropagatorSetterCallback? setter)
    {
        if (setter is not null)
        {
            Current.Inject(activity, carrier, (target, name, value) => InjectOwn(target, name, value, setter));
        }
    }

    public override void ExtractTraceIdAndState(
        object? carrier, PropagatorGetterCallback? getter, out string? traceId, out string? traceState) =>
        Current.ExtractTraceIdAndState(carrier, getter, out traceId, out traceState);

    public override IEnumerable<KeyValuePair<string, string?>>? ExtractBaggage(
        object? carrier, PropagatorGetterCallback? getter) => null;

    private static void InjectOwn(object? carrier, string name, string value, PropagatorSetterCallback setter)
    {
        if (Names.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            setter(carrier, name, value);
        }
    }
}
