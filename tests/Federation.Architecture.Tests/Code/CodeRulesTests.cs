using Federation.Architecture.Tests.Planted;
using Federation.Architecture.Tests.Solution;
using Federation.Architecture.Tests.Tenancy;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Federation.Architecture.Tests.Code;

public class CodeRulesTests
{
    private static readonly IReadOnlySet<string> Banned = CodeRules.ReadBanned(File.ReadAllText(Path.Combine(Clone.Root, "BannedSymbols.txt")));

    [Fact]
    public void A_module_sees_another_only_through_its_contracts() => Holds.For(Compiled.Modules, t => CodeRules.ForeignInsides(t, Clone.Modules));

    [Theory]
    [InlineData(typeof(UsesForeignInsides))]
    [InlineData(typeof(UsesForeignInsidesInALambda))]
    public void A_look_into_another_module_is_found(Type planted) => Assert.NotEmpty(CodeRules.ForeignInsides(Compiled.Planted(planted), Clone.Modules));

    [Fact]
    public void The_tenant_filter_is_lifted_in_one_place() => Holds.For(Compiled.Product, CodeRules.LiftedFilters);

    [Theory]
    [InlineData(typeof(LiftsTheFilter))]
    [InlineData(typeof(LiftsTheFilterInAnExpression))]
    public void A_lifted_filter_is_found(Type planted) => Assert.NotEmpty(CodeRules.LiftedFilters(Compiled.Planted(planted)));

    [Fact]
    public void Tenants_are_crossed_where_it_is_meant() => Holds.For(Compiled.Product, CodeRules.Crossings);

    [Fact]
    public void A_crossing_is_found() => Assert.NotEmpty(CodeRules.Crossings(Compiled.Planted(typeof(CrossesUnions))));

    [Fact]
    public void Modules_write_what_a_union_owns_where_the_context_sees_it() => Holds.For(Compiled.Modules, CodeRules.UnseenWrites);

    [Theory]
    [InlineData(typeof(UpdatesUnseen))]
    [InlineData(typeof(DeletesUnseen))]
    public void A_write_that_no_context_sees_is_found(Type planted) => Assert.NotEmpty(CodeRules.UnseenWrites(Compiled.Planted(planted)));

    [Fact]
    public void Nothing_reads_an_ambient_request() => Holds.For(Compiled.Product, CodeRules.AmbientRequests);

    [Theory]
    [InlineData(typeof(KeepsTheRequest))]
    [InlineData(typeof(FetchesTheRequest))]
    [InlineData(typeof(KnowsTheRequest))]
    public void An_ambient_request_is_found(Type planted) => Assert.NotEmpty(CodeRules.AmbientRequests(Compiled.Planted(planted)));

    [Fact]
    public void Modules_are_made_by_the_list_of_modules() => Holds.For(Compiled.Product, CodeRules.OwnModules);

    [Fact]
    public void A_module_that_is_made_elsewhere_is_found() => Assert.Single(CodeRules.OwnModules(Compiled.Planted(typeof(MakesAModule))));

    [Fact]
    public void Handlers_are_internal_and_sealed() => Holds.For(Compiled.Product, CodeRules.OpenHandlers);

    [Fact]
    public void An_open_handler_is_found() => Assert.Single(CodeRules.OpenHandlers(Compiled.Planted(typeof(OpenHandler))));

    [Fact]
    public void A_module_shows_what_it_must()
    {
        var shown = CodeRules.ShownByEndpoints(Compiled.Modules);
        Assert.NotEmpty(shown);
        Holds.For(Compiled.Modules, t => CodeRules.NeedlesslyPublic(t, shown));
    }

    [Fact]
    public void A_needlessly_public_type_is_found() => Assert.Single(CodeRules.NeedlesslyPublic(Compiled.Planted(typeof(OpenHandler)), CodeRules.ShownByEndpoints(Compiled.Modules)));

    [Fact]
    public void What_hides_behind_the_name_of_the_imports_is_found() => Assert.Single(CodeRules.NeedlesslyPublic(Compiled.Planted(typeof(_Imports)), CodeRules.ShownByEndpoints(Compiled.Modules)));

    [Fact]
    public void No_text_of_a_module_names_another_modules_table()
    {
        Assert.NotEmpty(Models.Tables);
        Holds.For(Compiled.Modules, t => CodeRules.ForeignTables(t, Models.Tables));
    }

    [Fact]
    public void Texts_that_name_anothers_table_are_found() => Assert.Equal(2, CodeRules.ForeignTables(Compiled.Planted(typeof(NamesForeignTables)), Models.Tables).Count());

    [Fact]
    public void Nothing_built_uses_a_banned_symbol()
    {
        Assert.NotEmpty(Banned);
        Holds.For(Compiled.Product, t => CodeRules.BannedCalls(t, Banned));
    }

    [Fact]
    public void A_banned_call_is_found()
    {
        // Made here and not written: the analyser would not let it through.
        using var module = ModuleDefinition.CreateModule("planted", ModuleKind.Dll);
        var type = new TypeDefinition("", "Planted", TypeAttributes.Class, module.TypeSystem.Object);
        module.Types.Add(type);
        var method = new MethodDefinition("Now", MethodAttributes.Static, module.TypeSystem.Void);
        type.Methods.Add(method);
        method.Body.GetILProcessor().Emit(OpCodes.Call, module.ImportReference(typeof(DateTime).GetProperty("Now")!.GetMethod));
        Assert.Single(CodeRules.BannedCalls(type, Banned));
    }
}
