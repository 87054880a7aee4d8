using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;

namespace Discovitas.S3.AspNetCore.Description;

/// <summary>
/// A parameter of a route as ASP.NET Core describes one: like a parameter of a method, under a name that is known at
/// run time only.
/// </summary>
internal sealed class DescribedParameter : ParameterInfo, IParameterBindingMetadata
{
    private readonly ParameterInfo _template;

    internal DescribedParameter(ParameterInfo template, string? name = null)
    {
        _template = template;
        NameImpl = name ?? template.Name;
        ClassImpl = template.ParameterType;
        MemberImpl = template.Member;
        PositionImpl = template.Position;
        AttrsImpl = template.Attributes;
    }

    string IParameterBindingMetadata.Name => Name!;

    // If false, a parameter of a form would be taken for the form as a whole.
    public bool HasTryParse => true;

    public bool HasBindAsync => false;

    public ParameterInfo ParameterInfo => this;

    bool IParameterBindingMetadata.IsOptional => HasDefaultValue;

    public override bool HasDefaultValue => _template.HasDefaultValue;

    public override object? DefaultValue => _template.DefaultValue;

    public override object[] GetCustomAttributes(bool inherit) => _template.GetCustomAttributes(inherit);

    public override object[] GetCustomAttributes(Type attributeType, bool inherit) =>
        _template.GetCustomAttributes(attributeType, inherit);

    public override IList<CustomAttributeData> GetCustomAttributesData() => _template.GetCustomAttributesData();

    public override bool IsDefined(Type attributeType, bool inherit) => _template.IsDefined(attributeType, inherit);
}
