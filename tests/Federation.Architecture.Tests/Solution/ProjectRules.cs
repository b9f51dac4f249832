using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Federation.Architecture.Tests.Solution;

/// <summary>Rules on folders and project files; each gives what breaks it.</summary>
internal static partial class ProjectRules
{
    /// <summary>Kernel ← Framework ← Modules ← Host: what a project refers to lies in a layer before its own; modules and the host's parts may refer to their like.</summary>
    public static IEnumerable<string> Upwards(ProjectFile project) =>
        from reference in project.References
        let layer = ProjectFile.LayerOf(reference)
        where layer > project.Layer || (layer == project.Layer && layer is not (Layer.Modules or Layer.Host or Layer.Tests))
        select $"{project.Path} ({project.Layer}) refers to {reference} ({layer})";

    /// <summary>The kernel stands on nothing but the language.</summary>
    public static IEnumerable<string> KernelPackages(ProjectFile project) =>
        project.Layer == Layer.Kernel ? project.Packages.Concat(project.References).Select(p => $"{project.Path} refers to {p}") : [];

    /// <summary>Each project stands in a layer, and a module is one folder right below Modules.</summary>
    public static IEnumerable<string> Misplaced(ProjectFile project)
    {
        if (project.Layer == Layer.Outside && !project.Path.StartsWith("eng/", StringComparison.Ordinal)) yield return $"{project.Path} stands in no layer";
        if (project.Layer == Layer.Modules && project.Path != $"Modules/{project.Name.Replace("Federation.", "", StringComparison.Ordinal)}/{project.Name}.csproj")
            yield return $"{project.Path} is not Modules/Name/Federation.Name.csproj";
    }

    /// <summary>What a feed may lack is known to the adapter that is named after it, and to nothing else that goes into service.</summary>
    public static IEnumerable<string> LooseEngines(ProjectFile project) =>
        from package in project.Layer < Layer.Tests ? project.Packages : []
        let engine = Engine().Match(package)
        where engine.Success && !project.Name.EndsWith("." + engine.Value, StringComparison.Ordinal)
        select $"{project.Path} refers to {package}";

    /// <summary>Sources are the same on every feed; what depends on it are whole files that a project leaves out.</summary>
    public static IEnumerable<string> CompiledInTwoWays(string path, string text) => Directive().IsMatch(text) ? [path] : [];

    /// <summary>A folder is named after what the field calls it, not after a kind of class or a version.</summary>
    public static IEnumerable<string> TechnicalFolders(IEnumerable<string> folders) => folders.Where(f => TechnicalName().IsMatch(Path.GetFileName(f)));

    /// <summary>Nothing that a project says for itself takes the ban on a symbol away.</summary>
    public static IEnumerable<string> Unbanned(ProjectFile project) =>
        project.Properties("NoWarn").Concat(project.Properties("WarningsNotAsErrors")).Where(p => p.Contains("RS0030", StringComparison.Ordinal)).Select(_ => $"{project.Path} silences RS0030")
            .Concat(project.Properties("TreatWarningsAsErrors").Concat(project.Properties("RunAnalyzers")).Where(p => p.Trim() != "true").Select(_ => $"{project.Path} takes warnings back"))
            .Concat(project.Text.Contains("AdditionalFiles Remove", StringComparison.Ordinal) ? [$"{project.Path} removes additional files"] : []);

    /// <summary>The properties that every project inherits hand the list of banned symbols to the analyser, without a condition.</summary>
    public static IEnumerable<string> Unwired(string props)
    {
        var xml = XDocument.Parse(props);
        bool Always(string element, string attribute, string end) => xml.Descendants(element).Any(e =>
            e.Attribute(attribute)?.Value.EndsWith(end, StringComparison.Ordinal) == true && e.AncestorsAndSelf().All(a => a.Attribute("Condition") is null));
        if (!Always("AdditionalFiles", "Include", "BannedSymbols.txt")) yield return "BannedSymbols.txt is not handed to every project";
        if (!Always("PackageReference", "Include", "Microsoft.CodeAnalysis.BannedApiAnalyzers")) yield return "not every project has the analyser";
        if (!xml.Descendants("TreatWarningsAsErrors").Any(e => e.Value == "true" && e.AncestorsAndSelf().All(a => a.Attribute("Condition") is null))) yield return "warnings are not errors";
    }

    /// <summary>Source or configuration that lets a banned symbol through.</summary>
    public static IEnumerable<string> Silenced(string path, string text) => Silencer().IsMatch(text) ? [path] : [];

    [GeneratedRegex(@"^(services?|helpers?|dtos?|utils?|utilities|commons?|misc|managers?|models?|interfaces|repositor(y|ies)|enums|extensions|v\d+)$", RegexOptions.IgnoreCase)]
    private static partial Regex TechnicalName();

    [GeneratedRegex(@"^(Hangfire|Quartz|Finbuckle)(?=\.|$)")]
    private static partial Regex Engine();

    [GeneratedRegex(@"(?m)^\s*#\s*(if|elif|else)\b")]
    private static partial Regex Directive();

    [GeneratedRegex(@"(?m)^\s*#pragma\s+warning\s+disable[^\n]*RS0030|^\s*\[[^\n""]*SuppressMessage[^\n]*RS0030|^\s*dotnet_diagnostic\.RS0030\.severity\s*=\s*(?!error|warning)")]
    private static partial Regex Silencer();
}
