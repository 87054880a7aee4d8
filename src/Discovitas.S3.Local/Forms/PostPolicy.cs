using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local.Forms;

/// <summary>
/// The policy of a form: what the form may contain, and until when it may be sent.
/// See https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html
/// </summary>
internal sealed record PostPolicy(
    DateTimeOffset Expiration, IReadOnlyList<FieldCondition> Conditions, SizeRange Sizes)
{
    private const string Bucket = "bucket";
    private static readonly string[] Unchecked = ["file", "policy", "x-amz-signature"];

    /// <summary>Throws if the policy does not allow the form.</summary>
    internal void Check(FormFields fields, string bucket, DateTimeOffset now)
    {
        if (now > Expiration)
        {
            throw Failed("Policy expired.");
        }

        foreach (var condition in Conditions)
        {
            // The bucket is that of the URL. Some clients repeat it in a field.
            var holds = condition.IsOn(Bucket)
                ? condition.Holds(bucket) && condition.Holds(fields[Bucket] ?? bucket)
                : condition.Holds(GetValue(fields, condition));
            if (!holds)
            {
                throw Failed($"Policy Condition failed: {condition.Text}");
            }
        }

        var extra = fields.All.Select(field => field.Name).Where(name => !IsCovered(name)).ToArray();
        if (extra.Length > 0)
        {
            throw Failed($"Extra input fields: {string.Join(", ", extra)}");
        }
    }

    internal static S3Exception Failed(string reason) =>
        new(S3Error.AccessDenied, $"Invalid according to Policy: {reason}");

    private static string? GetValue(FormFields fields, FieldCondition condition) =>
        fields.All.Where(field => condition.IsOn(field.Name)).Select(field => field.Value).FirstOrDefault();

    private bool IsCovered(string name) =>
        Unchecked.Contains(name, StringComparer.OrdinalIgnoreCase)
        || name.StartsWith("x-ignore-", StringComparison.OrdinalIgnoreCase)
        || Conditions.Any(condition => condition.IsOn(name));
}
