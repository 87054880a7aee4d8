namespace Discovitas.S3.Images.IsoBmff;

/// <summary>
/// The items that show the picture: the primary one, what it is made of, and their transparency. Thumbnails, depth,
/// other pictures of the file, and what makes an HDR picture of this one, are not among them.
/// </summary>
internal static class KeptItems
{
    // A grid of pictures with other properties, and the transparency of each of them.
    private const int MostDepth = 4;

    internal static HashSet<uint> Find(
        uint primary, ItemInfos infos, ItemReferences references, ItemProperties properties)
    {
        var kept = new HashSet<uint> { primary };
        List<uint> level = [primary];
        for (var depth = 0; level.Count > 0; depth++)
        {
            // An item that is made of itself is on each level.
            HeifProblemException.Require(
                depth < MostDepth, "a picture is not made of itself, or of more than 3 levels");
            var next = level.SelectMany(id => NextTo(infos.Get(id), references, properties)).Distinct().ToList();
            kept.UnionWith(next);
            level = next;
        }

        return kept;
    }

    private static IEnumerable<uint> NextTo(HeifItem item, ItemReferences references, ItemProperties properties)
    {
        HeifProblemException.Reject(item.IsProtected, "it is encrypted");
        HeifProblemException.Reject(!item.IsCoded && !item.IsDerived, "its picture is not coded as HEVC or AV1");
        var alpha = references.AuxiliariesOf(item.Id).Distinct().Where(properties.IsAlpha).ToArray();
        HeifProblemException.Require(alpha.Length <= 1, "a picture has one transparency");
        var inputs = item.IsDerived ? references.InputsOf(item.Id).ToArray() : [];
        HeifProblemException.Require(
            !item.IsDerived || inputs.Length == 1 || (item.Type != "iden" && inputs.Length > 0),
            "a picture that is made of others has them");
        return inputs.Concat(alpha);
    }
}
