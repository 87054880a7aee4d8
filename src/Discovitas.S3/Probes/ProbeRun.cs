using System.Net;
using Discovitas.S3.Client;
using Discovitas.S3.Configuration;
using Discovitas.S3.Setup;

namespace Discovitas.S3.Probes;

/// <summary>
/// Runs all looks in their order. One that needs a finding that has failed is left out, so that one cause is one
/// failure. What the looks have stored is removed at the end, whatever happens.
/// </summary>
internal sealed class ProbeRun(ProbeContext context)
{
    private readonly Dictionary<string, DiagnosisStatus> _seen = new(StringComparer.Ordinal);

    internal async Task<Diagnosis> RunAsync(CancellationToken cancellationToken)
    {
        var at = context.Now;
        var findings = new List<DiagnosisFinding>();
        var cleanUp = new ProbeCleanUp(context);
        try
        {
            foreach (var probe in AllProbes.InOrder)
            {
                cancellationToken.ThrowIfCancellationRequested();
                findings.Add(Finding(probe, await LookAsync(probe, cancellationToken).ConfigureAwait(false)));
            }
        }
        finally
        {
            await cleanUp.RunAsync().ConfigureAwait(false);
        }

        findings.Add(Finding(AllProbes.CleanUp, cleanUp.Result()));
        return new Diagnosis { At = at, Bucket = context.Caller.Bucket, Findings = findings };
    }

    private DiagnosisFinding Finding(Probe probe, ProbeResult result)
    {
        _seen[probe.Name] = result.Status;
        return new DiagnosisFinding
        {
            Name = probe.Name,
            LookedAt = Named(probe.LookedAt)!,
            Status = result.Status,
            Meaning = Named(result.Meaning)!,
            Remedy = Named(result.Remedy),
        };
    }

    private async Task<ProbeResult> LookAsync(Probe probe, CancellationToken cancellationToken)
    {
        if (probe.Needs.FirstOrDefault(IsBroken) is { } broken)
        {
            return ProbeResult.NotLookedAt($"This needs what {broken} looks at, which is not in order.");
        }

        try
        {
            return await probe.Look(context, cancellationToken).ConfigureAwait(false);
        }
        catch (S3StoreException failure)
        {
            return From(failure, probe);
        }
        catch (HttpRequestException failure)
        {
            var reason = NoResponse.From(failure);
            return ProbeResult.Failed(reason.What + ".", reason.Advice);
        }
    }

    private bool IsBroken(string name) => _seen[name] is DiagnosisStatus.Failed or DiagnosisStatus.NotLookedAt;

    private ProbeResult From(S3StoreException failure, Probe probe)
    {
        var isForbidden = failure.StatusCode is HttpStatusCode.Forbidden;
        if (isForbidden && probe.Right is { } right)
        {
            var remedy = $"Allow these credentials {right}:\n{LeastRights.ToJson(context.Settings, right)}";
            return probe.OnlyLooks
                ? new ProbeResult(
                    DiagnosisStatus.NotPermitted, $"The credentials lack {right}, which only this look needs.", remedy)
                : ProbeResult.Failed($"The credentials lack {right}, which uploads need.", remedy);
        }

        var isUnknown = failure.StatusCode is HttpStatusCode.NotImplemented or HttpStatusCode.MethodNotAllowed;
        return isUnknown && probe.OnlyLooks
            ? ProbeResult.NotSupported($"This store does not have this: it answered {failure.ErrorCode}.")
            : ProbeResult.Failed(failure.Message, "See the advice in the text, and the store's own log.");
    }

    private string? Named(string? text) =>
        text is null ? null : SettingNames.In(context.Caller.Context.Section, text);
}
