using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Discovitas.S3.Tool.Terminal;
using Spectre.Console;

namespace Discovitas.S3.Tool.Commands;

/// <summary>Prints the help: the commands and options, and then the settings and exit codes.</summary>
internal sealed class HelpPage(Screen screen) : SynchronousCommandLineAction
{
    private const int Indent = 2;

    private readonly HelpAction _options = new();

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        _options.MaxWidth = screen.Columns;
        _options.Invoke(parseResult);
        var command = parseResult.CommandResult.Command.Name;
        if (command == CommandLine.Name)
        {
            screen.Line("Settings:");
            screen.Show(new Padder(new Paragraph(HelpNotes.Settings), new Padding(Indent, 0, 0, 0)));
            Show(HelpNotes.NamesOfSettings);
            screen.Line();
        }

        screen.Line("Exit codes:");
        Show(HelpNotes.ExitCodesOf(command));
        return ExitCode.Success;
    }

    private void Show(IEnumerable<(string Name, string Meaning)> rows)
    {
        var grid = new Grid()
            .AddColumn(new GridColumn { NoWrap = true, Padding = new Padding(Indent, 0, Indent, 0) })
            .AddColumn(new GridColumn { Padding = new Padding(0, 0, 0, 0) });
        foreach (var (name, meaning) in rows)
        {
            grid.AddRow(new Paragraph(name), new Paragraph(meaning));
        }

        screen.Show(grid);
    }
}
