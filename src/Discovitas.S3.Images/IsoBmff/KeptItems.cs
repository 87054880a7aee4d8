namespace Discovitas.S3.Images.IsoBmff;

/// <summary>
/// The items that show the picture: the primary one, what it is made of, and their transparency. Thumbnails, depth,
/// other pictures of the file, and what makes an HDR picture of this one, are not among them.
/// </summary>
internal static class KeptItems
{
    internal static HashSet<uint> Find(
        uint primary, ItemInfos infos, ItemReferences references, ItemProperties properties)
    {
        var kept = new HashSet<uint> { primary };
        var waiting = new Queue<uint>(kept);
        while (waiting.TryDequeue(out var id))
        {
            var item = infos.Get(id);
            HeifProblemException.Reject(item.IsProtected, "it is encrypted");
            HeifProblemException.Reject(
                !item.IsCoded && !item.IsDerived, "its picture is not coded as HEVC or AV1");
            var inputs = item.IsDerived ? references.InputsOf(id) : [];
            foreach (var next in inputs.Concat(references.AuxiliariesOf(id)
                .Where(auxiliary => !kept.Contains(auxiliary) && properties.IsAlpha(auxiliary))))
            {
                if (kept.Add(next))
                {
                    waiting.Enqueue(next);
                }
            }
        }

        return kept;
    }
}
