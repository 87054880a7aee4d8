using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NJsonSchema.CodeGeneration.CSharp;
using NSwag;
using NSwag.CodeGeneration.CSharp;

namespace Discovitas.S3.AspNetCore.Tests.Support;

/// <summary>A client that NSwag makes from an OpenAPI document, compiled as it is.</summary>
internal sealed class GeneratedClient
{
    private const string Namespace = "Generated";

    private readonly Assembly _assembly;

    private GeneratedClient(Assembly assembly) => _assembly = assembly;

    internal static async Task<GeneratedClient> CreateAsync(string document)
    {
        var settings = new CSharpClientGeneratorSettings();
        settings.CSharpGeneratorSettings.Namespace = Namespace;
        settings.CSharpGeneratorSettings.JsonLibrary = CSharpJsonLibrary.SystemTextJson;
        var code = new CSharpClientGenerator(await OpenApiDocument.FromJsonAsync(document), settings).GenerateFile();
        return new GeneratedClient(Compile(code));
    }

    /// <summary>Creates the client of a group of routes.</summary>
    internal dynamic Create(string group, HttpClient http) => New($"{group}Client", http);

    internal dynamic New(string type, params object[] arguments) =>
        Activator.CreateInstance(_assembly.GetType($"{Namespace}.{type}", throwOnError: true)!, arguments)!;

    /// <summary>Creates what a client takes for files of a form.</summary>
    internal dynamic NewFiles(params byte[][] contents)
    {
        var files = Array.CreateInstance(_assembly.GetType($"{Namespace}.FileParameter")!, contents.Length);
        for (var i = 0; i < contents.Length; i++)
        {
            files.SetValue(New("FileParameter", new MemoryStream(contents[i]), $"{i}.txt", "text/plain"), i);
        }

        return files;
    }

    private static Assembly Compile(string code)
    {
        var platform = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        var compilation = CSharpCompilation.Create(
            "GeneratedClient",
            [CSharpSyntaxTree.ParseText(code)],
            platform.Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var bytes = new MemoryStream();
        compilation.Emit(bytes).Diagnostics.Where(found => found.Severity is DiagnosticSeverity.Error)
            .Should().BeEmpty();
        return Assembly.Load(bytes.ToArray());
    }
}
