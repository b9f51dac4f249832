using System.Text.Json;
using Autofac;
using Federation.Figures;
using Federation.Framework.Tenancy;
using Federation.Kernel;
using Federation.Registers.Definitions;
using Federation.Registers.Inputs;
using Federation.Registers.Records;

namespace Federation.Registers.Tests;

[CollectionDefinition(Name)]
public sealed class RegistersCollection : ICollectionFixture<RegistersFixture>
{
    public const string Name = "registers";
}

/// <summary>The module with the catalogue of figures that it renews.</summary>
public sealed class RegistersFixture() : ModuleFixture(new RegistersModule(), Role.Reviewer)
{
    private static int codes;

    protected override void Register(ContainerBuilder builder) => builder.RegisterModule(new FiguresModule());

    /// <summary>A code that no other test uses.</summary>
    public static string NewCode() => $"register_{Interlocked.Increment(ref codes)}";

    /// <summary>A register of a union that is in force.</summary>
    internal async Task<RegisterAnswer> ActivateAsync(UnionInfo union, RegisterInput definition)
    {
        var draft = await AskAsync(union, new DraftRegister(definition));
        return await AskAsync(union, new ActivateRegister(draft.Code, draft.Version, new ActivationInput { From = new DateOnly(2017, 1, 1) }));
    }

    /// <summary>Writes another definition of a register and puts it in force.</summary>
    internal async Task<RegisterAnswer> RedefineAsync(UnionInfo union, RegisterInput definition, DateOnly from)
    {
        var known = await AskAsync(union, new GetRegister(definition.Code));
        var draft = await AskAsync(union, new RedraftRegister(definition.Code, known.Version, definition));
        return await AskAsync(union, new ActivateRegister(draft.Code, draft.Version, new ActivationInput { From = from }));
    }

    internal Task<RegisterRecordAnswer> AddAsync(UnionInfo union, string register, string body) => AskAsync(union, new AddRegisterRecord(register, JsonElement.Parse(body)));

    internal static string ProblemsOf(InvalidInput invalid) =>
        string.Join("; ", invalid.Problems.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}: {string.Join(", ", p.Value.Select(v => v.Code))}"));
}

/// <summary>Definitions that tests begin from.</summary>
internal static class Some
{
    /// <summary>Hazards that are found and put right, each counting in its own month.</summary>
    public static RegisterInput Hazards(string code) => new()
    {
        Code = code, Zh = "群监", En = "Mass supervision", Line = LineOfWork.Safety, Date = "found", Key = "place, found",
        Fields =
        [
            new() { Code = "found", Zh = "发现日期", Kind = FieldKind.Date },
            new() { Code = "place", Zh = "地点", Kind = FieldKind.Text, Required = "真" },
            new() { Code = "grade", Zh = "等级", Kind = FieldKind.Choice },
            new() { Code = "fine", Zh = "罚款", Kind = FieldKind.Amount, Unit = "元", Shown = "等级 = '重大'", Check = "罚款 >= 0", Message = "罚款不能为负" },
            new() { Code = "cost", Zh = "整改费用", Kind = FieldKind.Amount, Unit = "元" },
            new() { Code = "total", Zh = "合计", Kind = FieldKind.Amount, Calculated = "如果(罚款 为空, 整改费用, 罚款 + 整改费用)" },
            new() { Code = "put_right", Zh = "整改日期", Kind = FieldKind.Date },
        ],
        Choices = [new() { Field = "grade", Code = "small", Zh = "一般" }, new() { Field = "grade", Code = "grave", Zh = "重大" }],
        Checks = [new() { Condition = "整改日期为空 或 整改日期 >= 发现日期", Message = "整改日期早于发现日期" }],
        States = [new() { Code = "open", Zh = "未整改", First = true }, new() { Code = "done", Zh = "已整改", Final = true }, new() { Code = "void", Zh = "作废", Counts = false }],
        Transitions =
        [
            new() { From = "open", To = "done", Zh = "整改完成", Needs = "整改日期 不为空" },
            new() { From = "open", To = "void", Zh = "作废", ReviewerOnly = true },
        ],
        Indicators =
        [
            new() { Code = "found", Zh = "查出隐患", En = "Hazards found", Unit = "hazards", Kind = CountingKind.Count, By = "grade" },
            new() { Code = "put_right", Zh = "整改隐患", En = "Hazards put right", Unit = "hazards", Kind = CountingKind.Count, On = "put_right" },
            new() { Code = "fines", Zh = "罚款", En = "Fines", Unit = "yuan", Kind = CountingKind.Sum, Of = "fine" },
            new() { Code = "open", Zh = "未整改隐患", En = "Hazards open", Unit = "hazards", Kind = CountingKind.Latest, Filter = "状态 = 'open'" },
            new() { Code = "grave_share", Zh = "重大占比", En = "Share of grave ones", Unit = "percent", Kind = CountingKind.Ratio, Filter = "等级 = '重大'" },
            new() { Code = "grades", Zh = "等级数", En = "Grades found", Unit = "kinds", Kind = CountingKind.Kinds, Of = "grade" },
        ],
    };
}
