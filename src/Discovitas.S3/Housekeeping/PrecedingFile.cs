using Discovitas.S3.Keys;

namespace Discovitas.S3.Housekeeping;

/// <summary>
/// Remembers what was decided about the file that was listed last. In the order of a listing its variants follow it at
/// once, since a slash comes right after the dot of an extension. On a store with another order they are decided about
/// by themselves.
/// </summary>
internal sealed class PrecedingFile
{
    private string? _variantPrefix;
    private bool _isSelected;

    /// <summary>Remembers the decision, and returns it.</summary>
    internal bool Set(ObjectKey file, bool isSelected)
    {
        _variantPrefix = file.VariantPrefix;
        return _isSelected = isSelected;
    }

    /// <summary>Returns what was decided about the file of a variant; null if it was not listed before it.</summary>
    internal bool? Of(ObjectKey variant) => variant.PrefixOfVariant == _variantPrefix ? _isSelected : null;
}
