using Discovitas.S3.Keys;

namespace Discovitas.S3.Housekeeping;

/// <summary>
/// Remembers what was decided about the file that was listed last. In the order of a listing its variants follow it at
/// once, since a slash comes right after the dot of an extension. On a store with another order they are decided about
/// by themselves. Files that differ in nothing but their extension have the same variants, which go with the last one.
/// </summary>
internal sealed class PrecedingFile
{
    private string? _variantPrefix;
    private bool _isSelected;

    /// <summary>Remembers the decision, and returns it.</summary>
    internal bool Set(ObjectKey file, bool isSelected)
    {
        var prefix = file.VariantPrefix;
        _isSelected = isSelected && (_isSelected || prefix != _variantPrefix);
        _variantPrefix = prefix;
        return isSelected;
    }

    /// <summary>
    /// Returns whether the file of a variant was selected, with every extension; null if it was not listed before it.
    /// </summary>
    internal bool? Of(ObjectKey variant) => variant.PrefixOfVariant == _variantPrefix ? _isSelected : null;
}
