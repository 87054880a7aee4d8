using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

/// <summary>
/// Copies a documentation file without the members that are not public. The public API files, which the analyzer holds
/// against the code, say which are: a member is kept if they have its name with as many parameters.
/// </summary>
public sealed class KeepPublicDocumentation : Task
{
    /// <summary>Gets or sets the documentation file that the compiler wrote.</summary>
    [Required]
    public string Source { get; set; }

    /// <summary>Gets or sets the file to write.</summary>
    [Required]
    public string Destination { get; set; }

    /// <summary>Gets or sets the public API files.</summary>
    [Required]
    public ITaskItem[] PublicApi { get; set; }

    /// <inheritdoc/>
    public override bool Execute()
    {
        var names = new HashSet<string>(PublicApi.SelectMany(file => File.ReadLines(file.ItemSpec)).Select(NameInApi));
        var document = XDocument.Load(Source, LoadOptions.PreserveWhitespace);
        foreach (var member in document.Descendants("member").ToList())
        {
            var name = NameInDocumentation((string)member.Attribute("name"));
            if (!names.Contains(name))
            {
                (member.PreviousNode as XText)?.Remove();
                member.Remove();
            }
        }

        Directory.CreateDirectory(Path.GetDirectoryName(Destination));
        document.Save(Destination, SaveOptions.DisableFormatting);
        return !Log.HasLoggedErrors;
    }

    // "virtual A.B.Open(string! key, int offset = 0) -> void" has the name "A.B.Open(2)".
    private static string NameInApi(string line)
    {
        var name = Regex.Replace(line, @"^(~|(abstract|const|override|readonly|static|virtual) )+", "");
        name = Regex.Replace(name, @" -> .*$| = [^()]*$", "");
        name = Regex.Replace(name, @"^(.*)\.(implicit|explicit) operator .*$", "$1.operator");
        name = Regex.Replace(name, @"^(.*)\.operator .*$", "$1.operator");
        name = Regex.Replace(name, @"\.(get|set|init)$", "");
        return WithParameterCount(name);
    }

    // "M:A.B.Open(System.String,System.Int32)" has the name "A.B.Open(2)"; a constructor is called as its type.
    private static string NameInDocumentation(string id)
    {
        var name = id.Substring(2);
        var kind = id[0];
        name = Regex.Replace(name, @"~.*$", "");
        name = Regex.Replace(name, @"\.op_\w+(\(.*\))?$", ".operator");
        name = Regex.Replace(name, @"([^.]+)\.#ctor", "$1.$1");
        var hasNone = kind == 'M' && !name.EndsWith(")") && !name.EndsWith(".operator");
        return WithParameterCount(hasNone ? name + "()" : name);
    }

    // Commas inside type arguments separate no parameters.
    private static string WithParameterCount(string name)
    {
        var start = name.IndexOf('(');
        var head = start < 0 ? name : name.Substring(0, start);
        head = Regex.Replace(head, @"`+\d+|<[^<>]*>$", "");
        if (start < 0)
        {
            return head;
        }

        var parameters = name.Substring(start + 1).TrimEnd(')');
        for (var shorter = ""; shorter != parameters;)
        {
            shorter = parameters;
            parameters = Regex.Replace(parameters, @"[<{\[(][^<>{}\[\]()]*[>}\])]", "");
        }

        return head + "(" + (parameters.Trim().Length == 0 ? 0 : parameters.Split(',').Length) + ")";
    }
}
