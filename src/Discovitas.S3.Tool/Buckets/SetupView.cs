using Discovitas.S3.Tool.Terminal;
using Spectre.Console;

namespace Discovitas.S3.Tool.Buckets;

/// <summary>Shows what a bucket needs.</summary>
internal static class SetupView
{
    private static readonly Style Heading = new(decoration: Decoration.Bold);

    /// <summary>Shows the documents or, if rules were applied, what has changed.</summary>
    internal static void Show(Screen screen, BucketSetup setup, SetupChanges? applied)
    {
        if (applied is null)
        {
            ShowDocuments(screen, setup);
        }
        else
        {
            ShowChanges(screen, applied);
        }
    }

    private static void ShowDocuments(Screen screen, BucketSetup setup)
    {
        Show(screen, "Lifecycle rules: pending files expire, unfinished uploads are aborted", setup.LifecycleJson);
        Show(screen, "CORS rules: pages send files to the bucket", setup.CorsJson);
        Show(screen, "Bucket policy: anyone may read the files by their public URLs", setup.PublicReadPolicyJson);
        Show(screen, "IAM policy: the rights that the app needs", setup.LeastIamPolicyJson);
        screen.Sentence(
            "Nothing was changed. With --apply, the lifecycle rules and the CORS rules are added to those of the "
            + "bucket; other rules stay. The policies are yours to apply.");
        if (setup.CorsJson is null)
        {
            screen.Sentence(
                "If pages send files straight to the bucket, name their origin: --origin https://www.example.com");
        }
    }

    private static void ShowChanges(Screen screen, SetupChanges changes)
    {
        screen.Sentence($"Lifecycle rules: {Text(changes.Lifecycle)}");
        screen.Sentence($"CORS rules: {Text(changes.Cors)}");
        screen.Sentence(
            "The bucket policy and the IAM policy are yours to apply: discovitas-s3 setup prints them.");
    }

    private static string Text(RuleChange change) => change switch
    {
        RuleChange.Changed => "changed.",
        RuleChange.Unchanged => "already there; nothing changed.",
        RuleChange.Failed => "failed.",
        _ => "not applied. Name the origin of your pages: --origin https://www.example.com",
    };

    // JSON is not wrapped, so that it can be copied.
    private static void Show(Screen screen, string heading, string? json)
    {
        if (json is not null)
        {
            screen.Show(new Paragraph(heading, Heading));
            screen.Line(json);
            screen.Line();
        }
    }
}
