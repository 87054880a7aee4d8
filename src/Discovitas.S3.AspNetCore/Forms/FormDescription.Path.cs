using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Metadata;

namespace Discovitas.S3.AspNetCore.Forms;

/// <content>What .NET 9 and later want to know of the parameters in a path.</content>
internal static partial class FormDescription
{
    static partial void DescribePath(IEndpointConventionBuilder endpoint, ParameterInfo parameter) => endpoint.WithMetadata(new PathParameter(parameter));

    private sealed class PathParameter(ParameterInfo parameter) : IParameterBindingMetadata
    {
        public string Name => parameter.Name!;

        public bool HasTryParse => false;

        public bool HasBindAsync => false;

        public ParameterInfo ParameterInfo => parameter;

        public bool IsOptional => false;
    }
}
