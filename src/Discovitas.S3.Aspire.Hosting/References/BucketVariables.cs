using Aspire.Hosting.ApplicationModel;

namespace Discovitas.S3.Aspire.Hosting.References;

/// <summary>Sets the environment variables of an app that uses buckets.</summary>
internal static class BucketVariables
{
    private const string DefaultStore = "S3";

    /// <summary>Sets them for all buckets of the app: how many there are decides what the default store is.</summary>
    internal static void Set(EnvironmentCallbackContext context)
    {
        var references = context.Resource.Annotations.OfType<BucketReferenceAnnotation>().ToList();
        var variables = context.EnvironmentVariables;
        if (context.ExecutionContext.IsPublishMode)
        {
            if (references is [var only])
            {
                variables[$"ConnectionStrings__{DefaultStore}"] = new ConnectionStringReference(only.Bucket, false);
            }

            return;
        }

        if (references is [var single])
        {
            SetStore(variables, DefaultStore, single.Bucket);
        }
        else
        {
            references.ForEach(
                each => SetStore(variables, $"{DefaultStore}__{each.ConnectionName}", each.Bucket));
        }

        if (references.Where(each => each.SetsAwsVariables).Select(each => each.Bucket.Parent).Distinct().ToList()
            is [var server])
        {
            SetAws(variables, server);
        }
    }

    // Also what an appsettings.json may set for the bucket in production, and what would lead elsewhere here.
    private static void SetStore(Dictionary<string, object> variables, string section, S3BucketResource bucket)
    {
        var server = bucket.Parent;
        variables[$"{section}__ServiceUrl"] = bucket.Url;
        variables[$"{section}__BrowserUrl"] = bucket.Url;
        variables[$"{section}__PublicBaseUrl"] = ReferenceExpression.Create($"{bucket.Url}/{bucket.BucketName}");
        variables[$"{section}__ForcePathStyle"] = "true";
        variables[$"{section}__Bucket"] = bucket.BucketName;
        variables[$"{section}__Region"] = server.Region;
        variables[$"{section}__AccessKeyId"] = server.AccessKeyId;
        variables[$"{section}__SecretAccessKey"] = server.SecretAccessKey;
        variables[$"{section}__SessionToken"] = "";
    }

    // The command line of AWS and boto3 read the region from AWS_DEFAULT_REGION.
    private static void SetAws(Dictionary<string, object> variables, S3Resource server)
    {
        variables["AWS_ENDPOINT_URL_S3"] = server.Endpoint.Property(EndpointProperty.Url);
        variables["AWS_ACCESS_KEY_ID"] = server.AccessKeyId;
        variables["AWS_SECRET_ACCESS_KEY"] = server.SecretAccessKey;
        variables["AWS_REGION"] = server.Region;
        variables["AWS_DEFAULT_REGION"] = server.Region;
    }
}
