using System.Text.RegularExpressions;
using Federation.Framework.Audit;
using Federation.Framework.Databases;
using Federation.Framework.Handlers;
using Federation.Framework.Ledger;
using Federation.Framework.Modules;
using Federation.Framework.Web;
using Federation.Kernel.Figures;
using Federation.Kernel.Tenancy;
using Microsoft.EntityFrameworkCore;
using Mono.Cecil;

namespace Federation.Architecture.Tests.Code;

/// <summary>Rules on what the code does; each is given one type and gives what breaks it.</summary>
internal static class CodeRules
{
    private const string Component = "Microsoft.AspNetCore.Components.ComponentBase";
    private static readonly Type[] WorkWithoutRequest = [typeof(IHandler<,>), typeof(ILedgerExecutor), typeof(IRecurringWork), typeof(IFigureSource), typeof(DbContext), typeof(IDatabaseInitializer)];

    /// <summary>A module sees another module only through that module's Contracts.</summary>
    public static IEnumerable<string> ForeignInsides(TypeDefinition type, IReadOnlyCollection<string> modules) =>
        from used in Compiled.Uses(type)
        let outer = Outermost(used.Type)
        let assembly = Compiled.AssemblyOf(outer)
        where modules.Contains(assembly) && assembly != type.Module.Assembly.Name.Name && outer.Namespace != assembly + ".Contracts" && !outer.Namespace.StartsWith(assembly + ".Contracts.", StringComparison.Ordinal)
        select $"{type.FullName}.{used.Method} uses {used.Type.FullName}";

    /// <summary>The tenant filter is lifted in one place.</summary>
    public static IEnumerable<string> LiftedFilters(TypeDefinition type) =>
        from call in Compiled.Calls(type)
        where call.Called.Name == nameof(EntityFrameworkQueryableExtensions.IgnoreQueryFilters)
            && (type.FullName != typeof(Crossing).FullName || call.Method != nameof(Crossing.AcrossUnions))
        select $"{type.FullName}.{call.Method} lifts query filters";

    /// <summary>
    /// Tenants are crossed by the scope of what is measured, by the claims table, and by what writes down in the audit log that it did: a granted look at
    /// another union's own data.
    /// </summary>
    public static IEnumerable<string> Crossings(TypeDefinition type) =>
        from call in Compiled.Calls(type)
        where call.Called.Name == nameof(Crossing.AcrossUnions) && call.Called.DeclaringType.FullName == typeof(Crossing).FullName
            && !Compiled.Is(type, typeof(IMeasureScope)) && type.Namespace != "Federation.Framework.Claims" && !Writes<AuditEntry>(type)
        select $"{type.FullName}.{call.Method} reads across unions";

    /// <summary>Updates and deletes that no context sees pass by the tenant check and the stale marks: only what no union owns is written so.</summary>
    public static IEnumerable<string> UnseenWrites(TypeDefinition type) =>
        from call in Compiled.Calls(type)
        where call.Called is GenericInstanceMethod && (call.Called.Name.StartsWith("ExecuteUpdate", StringComparison.Ordinal) || call.Called.Name.StartsWith("ExecuteDelete", StringComparison.Ordinal))
        let entity = ((GenericInstanceMethod)call.Called).GenericArguments[0]
        where !Compiled.Is(entity, typeof(IShared)) || Compiled.Is(entity, typeof(ICountsInMonth))
        select $"{type.FullName}.{call.Method} writes {entity.Name} unseen";

    /// <summary>
    /// A request is handed on by endpoints, never fetched from the air, kept, or known to what also runs without one. A page's component is made for one
    /// request and gone with it.
    /// </summary>
    public static IEnumerable<string> AmbientRequests(TypeDefinition type)
    {
        foreach (var (method, used) in Compiled.Uses(type))
            if (used.Name == "IHttpContextAccessor") yield return $"{type.FullName}.{method} fetches the request from the air";
        foreach (var part in Compiled.Whole(type).Where(t => !t.Name.Contains('<') && !Compiled.Is(t, Component)))
        {
            foreach (var field in part.Fields.Where(f => IsHttp(f.FieldType))) yield return $"{part.FullName}.{field.Name} keeps a request";
            foreach (var parameter in part.Methods.Where(m => m.IsConstructor).SelectMany(m => m.Parameters).Where(p => IsHttp(p.ParameterType))) yield return $"{part.FullName} is made with {parameter.ParameterType.Name}";
        }
        if (!WorkWithoutRequest.Any(w => Compiled.Is(type, w))) yield break;
        foreach (var (method, used) in Compiled.Uses(type))
            if (method is not ("Map" or "") && IsHttp(used)) yield return $"{type.FullName}.{method} knows {used.Name}";
    }

    /// <summary>Modules are made by the one list of them; one that is made beside it is another than the installation's.</summary>
    public static IEnumerable<string> OwnModules(TypeDefinition type) =>
        from call in Compiled.Calls(type)
        where call.Called.Name == ".ctor" && call.Called.DeclaringType.FullName != typeof(FederationModule).FullName
            && Compiled.Is(call.Called.DeclaringType, typeof(FederationModule))
            && type.FullName != typeof(Host.Start.InstalledModules).FullName
        select $"{type.FullName}.{call.Method} makes a {call.Called.DeclaringType.Name}";

    public static IEnumerable<string> OpenHandlers(TypeDefinition type) =>
        from part in Compiled.Whole(type)
        where part is { IsInterface: false, IsAbstract: false } && Compiled.Is(part, typeof(IHandler<,>)) && (part.IsPublic || part.IsNestedPublic || !part.IsSealed)
        select $"{part.FullName} is not internal sealed";

    /// <summary>What a module shows: its module class, its contracts, its inputs, its components, and the records that its endpoints take and answer.</summary>
    public static IEnumerable<string> NeedlesslyPublic(TypeDefinition type, IReadOnlySet<string> shown) =>
        type.IsPublic && !Compiled.Is(type, typeof(FederationModule)) && !Compiled.Is(type, Component)
            && !type.Namespace.EndsWith(".Contracts", StringComparison.Ordinal) && !type.Namespace.Contains(".Contracts.", StringComparison.Ordinal) && !type.Namespace.EndsWith(".Inputs", StringComparison.Ordinal) && !shown.Contains(type.FullName) && !IsRazorImports(type)
            ? [$"{type.FullName} is public"] : [];

    /// <summary>What the Razor compiler makes of an <c>_Imports.razor</c>: a class with nothing in it.</summary>
    private static bool IsRazorImports(TypeDefinition type) => type.Name == "_Imports" && type.Methods.All(m => m.Name is ".ctor" or "Execute") && type.Fields.Count == 0;

    /// <summary>What the endpoints of these types declare to take or to answer, and everything that can be seen in it.</summary>
    public static IReadOnlySet<string> ShownByEndpoints(IEnumerable<TypeDefinition> types)
    {
        var shown = new HashSet<string>();
        var waiting = new Stack<TypeReference>(
            from type in types
            from call in Compiled.Calls(type)
            where call.Called is GenericInstanceMethod && call.Called.DeclaringType.FullName == typeof(EndpointExtensions).FullName
            from argument in ((GenericInstanceMethod)call.Called).GenericArguments
            select argument);
        while (waiting.TryPop(out var next))
        {
            if (next is GenericInstanceType generic)
                foreach (var argument in generic.GenericArguments) waiting.Push(argument);
            if (next is TypeSpecification specification) next = specification.ElementType;
            if (next is GenericParameter || !Compiled.AssemblyOf(next).StartsWith("Federation.", StringComparison.Ordinal) || !shown.Add(next.FullName)) continue;
            var definition = next.Resolve();
            if (definition.BaseType is { } parent) waiting.Push(parent);
            foreach (var property in definition.Properties.Where(p => p.GetMethod is { IsPublic: true })) waiting.Push(property.PropertyType);
        }
        return shown;
    }

    /// <summary>A module's text names no table of another module: measuring goes through EF, everything else through contracts.</summary>
    public static IEnumerable<string> ForeignTables(TypeDefinition type, IEnumerable<(string Module, string Schema, string Table)> tables) =>
        from text in Compiled.Literals(type)
        from table in tables
        where table.Module != type.Module.Assembly.Name.Name && text.Contains(table.Table, StringComparison.OrdinalIgnoreCase)
            && Regex.IsMatch(text, $@"(?<![\w.]){Regex.Escape(table.Schema)}[""\]]?\.[""\[]?{Regex.Escape(table.Table)}(?![\w.-])", RegexOptions.IgnoreCase)
        select $"{type.FullName} names {table.Schema}.{table.Table} of {table.Module}";

    /// <summary>Calls of what BannedSymbols.txt bans, in what was built, whatever a source said to silence the analyser.</summary>
    public static IEnumerable<string> BannedCalls(TypeDefinition type, IReadOnlySet<string> banned) =>
        from call in Compiled.Calls(type)
        where banned.Contains(SymbolOf(call.Called))
        select $"{type.FullName}.{call.Method} uses {SymbolOf(call.Called)}";

    /// <summary>The banned symbols without their parameters: no name here is banned in one form and allowed in another.</summary>
    public static IReadOnlySet<string> ReadBanned(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(l => l.Split(';')[0][2..].Split('(')[0]).ToHashSet();

    private static string SymbolOf(MethodReference method) =>
        $"{method.DeclaringType.GetElementType().FullName}.{(method.Name.StartsWith("get_", StringComparison.Ordinal) ? method.Name[4..] : method.Name)}";

    private static bool Writes<T>(TypeDefinition type) => Compiled.Calls(type).Any(c => c.Called.Name == ".ctor" && c.Called.DeclaringType.FullName == typeof(T).FullName);

    private static bool IsHttp(TypeReference type) => type.FullName is "Microsoft.AspNetCore.Http.HttpContext" or "Microsoft.AspNetCore.Http.HttpRequest" or "Microsoft.AspNetCore.Http.HttpResponse";

    private static TypeReference Outermost(TypeReference type) => type.DeclaringType is { } declaring ? Outermost(declaring) : type;
}
