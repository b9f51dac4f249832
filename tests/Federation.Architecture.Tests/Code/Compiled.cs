using System.Text.RegularExpressions;
using Federation.Architecture.Tests.Solution;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Federation.Architecture.Tests.Code;

/// <summary>The compiled assemblies as their instructions have it, with what the compiler made of lambdas and asynchronous methods told back to their source.</summary>
internal static partial class Compiled
{
    private static readonly DefaultAssemblyResolver Resolver = MakeResolver();

    /// <summary>Every type written in the layers from the kernel to the host.</summary>
    public static IReadOnlyList<TypeDefinition> Product { get; } =
        [.. Clone.Projects.Where(p => p.Layer is >= Layer.Kernel and <= Layer.Host).SelectMany(p => TypesOf(p.Name))];

    public static IReadOnlyList<TypeDefinition> Modules { get; } = [.. Clone.Modules.SelectMany(TypesOf)];

    /// <summary>A violator that is declared in this project to prove a rule.</summary>
    public static TypeDefinition Planted(Type type) => TypesOf(type.Assembly.GetName().Name!).Single(t => t.FullName == type.FullName);

    /// <summary>The types that stand by themselves in an assembly; what is nested in them belongs to them.</summary>
    public static IEnumerable<TypeDefinition> TypesOf(string assembly) =>
        Resolver.Resolve(new AssemblyNameReference(assembly, null)).MainModule.Types.Where(t => t.Name != "<Module>" && !t.CustomAttributes.Any(a => a.AttributeType.Name is "CompilerGeneratedAttribute" or "EmbeddedAttribute"));

    public static string AssemblyOf(TypeReference type) => type.Scope switch
    {
        AssemblyNameReference reference => reference.Name,
        ModuleDefinition module => module.Assembly.Name.Name,
        _ => "",
    };

    /// <summary>The type itself and everything nested in it, to any depth.</summary>
    public static IEnumerable<TypeDefinition> Whole(TypeDefinition type) => type.NestedTypes.SelectMany(Whole).Prepend(type);

    /// <summary>Every instruction of a type, with the method of the source that it belongs to.</summary>
    public static IEnumerable<(string Method, Instruction Instruction)> Instructions(TypeDefinition type) =>
        from part in Whole(type)
        from method in part.Methods
        where method.HasBody
        from instruction in method.Body.Instructions
        select (SourceOf(method), instruction);

    /// <summary>Calls of methods, and methods named in expression trees.</summary>
    public static IEnumerable<(string Method, MethodReference Called)> Calls(TypeDefinition type) =>
        Instructions(type).Where(i => i.Instruction.Operand is MethodReference).Select(i => (i.Method, (MethodReference)i.Instruction.Operand));

    public static IEnumerable<string> Literals(TypeDefinition type) => Instructions(type).Select(i => i.Instruction.Operand).OfType<string>()
        .Concat(Whole(type).SelectMany(t => t.Fields).Select(f => f.Constant).OfType<string>());

    /// <summary>Texts that stand by themselves and are not put together with others.</summary>
    public static IEnumerable<string> WholeLiterals(TypeDefinition type) =>
        from i in Instructions(type)
        where i.Instruction.Operand is string && i.Instruction.Next?.Operand is not MethodReference { Name: "AppendLiteral" or nameof(string.Concat) }
        select (string)i.Instruction.Operand;

    /// <summary>Every type that a type is made from or touches, generic arguments too.</summary>
    public static IEnumerable<(string Method, TypeReference Type)> Uses(TypeDefinition type)
    {
        foreach (var part in Whole(type))
        {
            IEnumerable<TypeReference?> declared =
            [
                part.BaseType, .. part.Interfaces.Select(i => i.InterfaceType), .. part.Fields.Select(f => f.FieldType), .. part.Properties.Select(p => p.PropertyType),
                .. part.CustomAttributes.Select(a => a.AttributeType), .. part.GenericParameters.SelectMany(p => p.Constraints).Select(c => c.ConstraintType),
            ];
            foreach (var used in declared.SelectMany(Parts)) yield return ("", used);
            foreach (var method in part.Methods)
            {
                var source = SourceOf(method);
                IEnumerable<TypeReference?> inMethod =
                [
                    method.ReturnType, .. method.Parameters.Select(p => p.ParameterType), .. method.GenericParameters.SelectMany(p => p.Constraints).Select(c => c.ConstraintType),
                    .. method.HasBody ? method.Body.Variables.Select(v => v.VariableType) : [], .. method.HasBody ? method.Body.Instructions.SelectMany(i => Operand(i.Operand)) : [],
                ];
                foreach (var used in inMethod.SelectMany(Parts)) yield return (source, used);
            }
        }
    }

    /// <summary>Whether a type is, extends or implements another, wherever in its ancestry.</summary>
    public static bool Is(TypeReference? type, string fullName)
    {
        if (type is null) return false;
        if (type.GetElementType().FullName == fullName) return true;
        if (type is GenericParameter parameter) return parameter.Constraints.Any(c => Is(c.ConstraintType, fullName));
        return type.Resolve() is { } definition && (Is(definition.BaseType, fullName) || definition.Interfaces.Any(i => Is(i.InterfaceType, fullName)));
    }

    public static bool Is(TypeReference? type, Type other) => Is(type, other.FullName!);

    private static IEnumerable<TypeReference?> Operand(object? operand) => operand switch
    {
        TypeReference type => [type],
        GenericInstanceMethod method => [method.DeclaringType, method.ReturnType, .. method.GenericArguments, .. method.Parameters.Select(p => p.ParameterType)],
        MethodReference method => [method.DeclaringType, method.ReturnType, .. method.Parameters.Select(p => p.ParameterType)],
        FieldReference field => [field.DeclaringType, field.FieldType],
        _ => [],
    };

    private static IEnumerable<TypeReference> Parts(TypeReference? type) => type switch
    {
        null or GenericParameter => [],
        GenericInstanceType generic => generic.GenericArguments.SelectMany(Parts).Prepend(generic.ElementType),
        TypeSpecification specification => Parts(specification.ElementType),
        _ => [type],
    };

    /// <summary>The method of the source: of a lambda or a state machine the one that it was written in.</summary>
    private static string SourceOf(MethodDefinition method)
    {
        if (Inner().Match(method.Name) is { Success: true } lambda) return lambda.Groups[1].Value;
        for (var type = method.DeclaringType; type is not null; type = type.DeclaringType)
            if (Inner().Match(type.Name) is { Success: true } machine) return machine.Groups[1].Value;
        return method.Name;
    }

    private static DefaultAssemblyResolver MakeResolver()
    {
        var resolver = new DefaultAssemblyResolver();
        resolver.AddSearchDirectory(AppContext.BaseDirectory);
        resolver.AddSearchDirectory(Path.GetDirectoryName(typeof(object).Assembly.Location));
        resolver.AddSearchDirectory(Path.GetDirectoryName(typeof(Microsoft.AspNetCore.Http.HttpContext).Assembly.Location));
        return resolver;
    }

    [GeneratedRegex(@"^<+(\w+)>")]
    private static partial Regex Inner();
}
