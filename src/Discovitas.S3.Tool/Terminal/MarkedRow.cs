using Spectre.Console;

namespace Discovitas.S3.Tool.Terminal;

/// <summary>One row of a <see cref="MarkedList"/>.</summary>
/// <param name="Mark">One character.</param>
/// <param name="Color">The color of the mark and the name.</param>
/// <param name="Name">The name.</param>
/// <param name="Texts">What is said: one text for each further column.</param>
internal sealed record MarkedRow(string Mark, Color Color, string Name, params string[] Texts);
