using System.Reflection;
using System.Reflection.Metadata;

namespace Discovitas.S3.Tests.Packages;

/// <summary>The names in an assembly that an app can use.</summary>
internal sealed class PublicNames
{
    private readonly MetadataReader _reader;

    internal PublicNames(MetadataReader reader)
    {
        _reader = reader;
        foreach (var type in reader.TypeDefinitions.Select(reader.GetTypeDefinition).Where(IsVisible))
        {
            var name = FullName(type);
            Types.Add(name);
            Members.UnionWith(MembersOf(type).Select(member => $"{name}.{member}"));
        }
    }

    internal HashSet<string> Types { get; } = [];

    internal HashSet<string> Members { get; } = [];

    private IEnumerable<string> MembersOf(TypeDefinition type)
    {
        var methods = type.GetMethods().Select(
            _reader.GetMethodDefinition).Where(method => IsVisible(method.Attributes));
        var fields = type.GetFields().Select(_reader.GetFieldDefinition)
            .Where(field => IsVisible((MethodAttributes)field.Attributes));
        var properties = type.GetProperties().Select(_reader.GetPropertyDefinition).Where(IsVisible);
        // An event has no accessor that is less visible than the other.
        var events = type.GetEvents().Select(_reader.GetEventDefinition)
            .Where(one => IsVisible(_reader.GetMethodDefinition(one.GetAccessors().Adder).Attributes));
        return methods.Select(method => _reader.GetString(method.Name))
            .Concat(events.Select(one => _reader.GetString(one.Name)))
            .Concat(fields.Select(field => _reader.GetString(field.Name)))
            .Concat(properties.Select(property => _reader.GetString(property.Name)));
    }

    private bool IsVisible(PropertyDefinition property)
    {
        var accessors = property.GetAccessors();
        return new[] { accessors.Getter, accessors.Setter }
            .Any(method => !method.IsNil && IsVisible(_reader.GetMethodDefinition(method).Attributes));
    }

    private bool IsVisible(TypeDefinition type) => (type.Attributes & TypeAttributes.VisibilityMask) switch
    {
        TypeAttributes.Public => true,
        TypeAttributes.NestedPublic => IsVisible(_reader.GetTypeDefinition(type.GetDeclaringType())),
        _ => false,
    };

    // Fields have the same values for it.
    private static bool IsVisible(MethodAttributes member) => (member & MethodAttributes.MemberAccessMask)
        is MethodAttributes.Public or MethodAttributes.Family or MethodAttributes.FamORAssem;

    private string FullName(TypeDefinition type)
    {
        var name = _reader.GetString(type.Name);
        return type.IsNested
            ? $"{FullName(_reader.GetTypeDefinition(type.GetDeclaringType()))}.{name}"
            : $"{_reader.GetString(type.Namespace)}.{name}";
    }
}
