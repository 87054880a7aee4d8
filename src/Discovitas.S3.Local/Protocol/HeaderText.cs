namespace Discovitas.S3.Local.Protocol;

/// <summary>Checks text that becomes a header although it was not sent as one.</summary>
internal static class HeaderText
{
    /// <summary>Returns the text, or throws if a header cannot carry it.</summary>
    /// <param name="name">The parameter that has the text.</param>
    /// <param name="value">The text.</param>
    internal static string Checked(string name, string value) =>
        value.All(one => one is '\t' or (>= ' ' and <= '~') or (>= '\u00A0' and <= '\u00FF'))
            ? value
            : throw new S3Exception(
                S3Error.InvalidArgument, "Header value cannot be represented using ISO-8859-1.",
                ("ArgumentName", name),
                ("ArgumentValue", new string([.. value.Where(one => !char.IsControl(one))])));
}
