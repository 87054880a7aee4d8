using System.Diagnostics;

namespace Discovitas.S3.Client;

/// <summary>
/// What a request to the store carries of the caller's trace: its ids, in whatever way the app hands them on, if that is W3C's. Baggage, which an
/// app hands on among its own services and which can hold anything, is not the store's to see.
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

    public override void ExtractTraceIdAndState(object? carrier, PropagatorGetterCallback? getter, out string? traceId, out string? traceState) =>
        Current.ExtractTraceIdAndState(carrier, getter, out traceId, out traceState);

    public override IEnumerable<KeyValuePair<string, string?>>? ExtractBaggage(object? carrier, PropagatorGetterCallback? getter) => null;

    private static void InjectOwn(object? carrier, string name, string value, PropagatorSetterCallback setter)
    {
        if (Names.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            setter(carrier, name, value);
        }
    }
}
