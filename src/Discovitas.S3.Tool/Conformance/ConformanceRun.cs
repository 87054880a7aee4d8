using System.Net;
using Amazon.S3;
using Discovitas.S3.Tool.Checks;

namespace Discovitas.S3.Tool.Conformance;

/// <summary>
/// Runs all checks in their order. One that needs a check that has failed is left out. What the checks have stored is
/// removed at the end, whatever happens.
/// </summary>
internal sealed class ConformanceRun(CheckContext context, Action<string> show)
{
    private const int MaxTimeouts = 2;

    private static readonly TimeSpan MaxTime = TimeSpan.FromMinutes(2);

    private readonly Dictionary<string, CheckStatus> _seen = new(StringComparer.Ordinal);
    private readonly ConformanceCleanUp _cleanUp = new(context);
    private int _timeouts;
    private string? _stopped;

    /// <summary>Gets what may remain in the bucket, also after a run that was cancelled.</summary>
    internal IReadOnlyList<string> Left => _cleanUp.Left;

    internal async Task<ConformanceReport> RunAsync(CancellationToken cancellationToken)
    {
        var checks = new List<CheckReport>();
        try
        {
            foreach (var check in AllChecks.InOrder.TakeWhile(_ => _stopped is null))
            {
                cancellationToken.ThrowIfCancellationRequested();
                show($"Checking {check.Name}");
                var result = await CheckAsync(check, cancellationToken);
                _seen[check.Name] = result.Status;
                checks.Add(CheckReport.Create(check, result));
            }
        }
        finally
        {
            // A store that has not answered has nothing to clean up, and would not answer now.
            if (context.Keys.Keys.Count > 0)
            {
                show("Removing the test objects");
                await _cleanUp.RunAsync();
            }
        }

        return new ConformanceReport
        {
            Endpoint = context.Settings.ServiceUrl,
            Bucket = context.Bucket,
            Region = context.Settings.Region,
            Prefix = context.Keys.Prefix,
            Checks = checks,
            Stopped = _stopped,
            Left = Left,
            Requests = context.Traffic.Requests,
            BytesSent = context.Traffic.BytesSent,
        };
    }

    private async Task<CheckResult> CheckAsync(Check check, CancellationToken cancellationToken)
    {
        if (check.Needs.FirstOrDefault(IsBroken) is { } broken)
        {
            return CheckResult.Skipped($"This needs {broken}.");
        }

        using var time = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        time.CancelAfter(MaxTime);
        try
        {
            return await check.RunAsync(context, time.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            _stopped = ++_timeouts == MaxTimeouts ? "The store has stopped answering. The rest was not checked." : null;
            return Unanswered(check, $"No answer within {MaxTime.TotalMinutes:0} minutes.");
        }
        catch (AmazonS3Exception failure) when (failure.StatusCode != 0)
        {
            return Rejected(check, Rejection.From(failure));
        }
        catch (S3StoreException failure) when (failure.StatusCode is { } status)
        {
            return Rejected(check, new Rejection(status, failure.ErrorCode ?? ""));
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // What a strange answer makes the SDK throw is a result as well.
            return Unanswered(check, $"No usable answer: {failure.Message}");
        }
    }

    private bool IsBroken(string name) => _seen[name] is CheckStatus.DoesNotWork or CheckStatus.Skipped;

    private CheckResult Rejected(Check check, Rejection rejection)
    {
        var isDenied = rejection is { IsForbidden: true, Code: "AccessDenied" or "Forbidden" or "" };
        var isUnknown = rejection.Status is HttpStatusCode.NotImplemented or HttpStatusCode.MethodNotAllowed;
        if (IsFirst(check) && !isDenied && !isUnknown)
        {
            _stopped = "The bucket cannot be used. Nothing else was checked.";
        }

        return isDenied
            ? CheckResult.Skipped($"The credentials do not permit it ({rejection}).")
            : CheckResult.DoesNotWork($"The store answered {rejection}.");
    }

    private CheckResult Unanswered(Check check, string seen)
    {
        if (IsFirst(check))
        {
            _stopped = "The store does not answer. Nothing else was checked.";
        }

        return CheckResult.DoesNotWork(seen);
    }

    private static bool IsFirst(Check check) => ReferenceEquals(check, AllChecks.InOrder[0]);
}
