using Discovitas.S3.Local;
using Discovitas.S3.Tool.Console;
using Discovitas.S3.Tool.Terminal;

namespace Discovitas.S3.Tool.Serve;

/// <summary>Says that the server is ready, where it is, and who can use it.</summary>
internal sealed class Announcement(ServeSettings settings, Screen screen)
{
    internal void Show(LocalS3Server server, ConsolePages console)
    {
        // Scripts wait for this line.
        screen.Line($"Ready: {server.ServiceUrl}");
        screen.Line($"  buckets    {string.Join(", ", settings.Buckets)}");
        screen.Line($"  folder     {DisplayText.Clean(server.Folder)}");
        screen.Line($"  console    {console.Url}");
        screen.Line($"  variables  {Hint(new Uri(server.ServiceUrl).Port)}");
        screen.Line($"  reads      {(settings.IsPublicRead ? "also without a signature" : "with a signature only")}");
        screen.Line();
        screen.Sentence("Press Ctrl+C to stop.");
        screen.Errors(Warnings());
    }

    private IEnumerable<string> Warnings()
    {
        if (settings.IsOpen && (settings.AccessKey is null || settings.SecretKey is null))
        {
            yield return
                "Warning: other machines can connect, and the keys are those that everybody knows. Choose your own "
                + "with DISCOVITAS_S3_ACCESS_KEY and DISCOVITAS_S3_SECRET_KEY.";
        }

        if (settings.IsOpen && settings.IsPublicRead)
        {
            yield return "Warning: other machines can read all objects without a key, because of --public-read.";
        }
    }

    /// <summary>
    /// Returns the call of env with the options of this server, but for a secret. It reads the same variables.
    /// </summary>
    private string Hint(int port)
    {
        (string Option, bool IsThere)[] options =
        [
            ($"--bind {settings.Bind}", !settings.Bind.Equals(new ServeSettings().Bind)),
            ($"--port {port}", port != ServeSettings.DefaultPort),
            ($"--bucket {settings.Buckets[0]}", settings.Buckets[0] != "local"),
            ($"--region {settings.Region}", settings.Region is not null),
            ($"--access-key {settings.AccessKey}", settings is { AccessKey: not null, IsAccessKeyVariable: false }),
            ("--secret-key …", settings is { SecretKey: not null, IsSecretKeyVariable: false }),
            ("--https", settings.IsHttps),
        ];
        return string.Join(' ', ["discovitas-s3 env", .. options.Where(option => option.IsThere)
            .Select(option => DisplayText.Clean(option.Option))]);
    }
}
