using System.Linq.Expressions;
using Federation.Registers.Language;
using Federation.Registers.Records;
using Microsoft.EntityFrameworkCore;

namespace Federation.Registers.Tests.Language;

/// <summary>Random conditions over random records: the delegate, LINQ to objects and the database say the same.</summary>
[Collection(RegistersCollection.Name)]
public sealed class AgreementTests(RegistersFixture registers)
{
    private const int Records = 40, Conditions = 150;

    private static readonly FormulaField[] Fields =
    [
        new("a", "甲", "a", ValueKind.Number, new Slot(SlotKind.Number, 1)), new("b", "乙", "b", ValueKind.Number, new Slot(SlotKind.Number, 20)),
        new("d", "丙", "d", ValueKind.Date, new Slot(SlotKind.Day, 1)), new("e", "丁", "e", ValueKind.Date, new Slot(SlotKind.Day, 8)),
        new("c", "戊", "c", ValueKind.Choice, new Slot(SlotKind.Choice, 12), [new(1, "x", "一", "x"), new(2, "y", "二", "y"), new(3, "z", "三", "z")]),
        new("t", "己", "t", ValueKind.Text, new Slot(SlotKind.Text, 12)), new("state", "状态", "state", ValueKind.Choice, Slot.State, [new(1, "open", "开", "open"), new(2, "done", "完", "done")]),
    ];

    [Fact]
    public async Task Three_readings_of_a_condition_agree()
    {
        var mine = await registers.FoundMineAsync();
        var random = Repetition.Random("conditions");
        var code = RegistersFixture.NewCode();
        await using (var unit = registers.Enter(mine))
        {
            var context = unit.Get<RegistersContext>();
            for (var i = 0; i < Records; i++) context.Add(Random(random, mine.Id, code, context.Ids));
            await context.SaveChangesAsync();
        }
        await using var reading = registers.Enter(mine);
        var rows = reading.Get<RegistersContext>().OpenRecords.AsNoTracking().Where(r => r.Register == code);
        var all = await rows.ToListAsync();
        Assert.Equal(Records, all.Count);
        for (var i = 0; i < Conditions; i++)
        {
            var text = Condition(random, 2);
            var formula = Formula.Read(text, Fields, ValueKind.Truth, FormulaUse.Query, out var problem);
            Assert.True(formula is not null, $"{text}: {problem?.Code} {problem?.Arguments[0]}");
            var record = Expression.Parameter(typeof(OpenRecord), "r");
            var query = Expression.Lambda<Func<OpenRecord, bool>>(Translation.Truth(formula.Root, record), record);
            var delegated = all.Where(r => Evaluation.Truth(formula.Root)(r)).Select(r => r.Id).Order().ToList();
            Assert.True(delegated.SequenceEqual(all.AsQueryable().Where(query).Select(r => r.Id).Order()), $"In memory: {text}");
            Assert.True(delegated.SequenceEqual(await rows.Where(query).Select(r => r.Id).OrderBy(id => id).ToListAsync()), $"In the database: {text}");
        }
    }

    private static OpenRecord Random(Random random, long union, string register, Federation.Kernel.Ids ids)
    {
        var record = new OpenRecord();
        record.PlaceIn(union, default, ids);
        record.Belong(register, 1, new DateOnly(2017, 1, 1).AddDays(random.Next(365)));
        foreach (var field in Fields.Where(_ => random.Next(3) > 0))
        {
            if (field.Slot == Slot.State) record.MoveTo(random.Next(1, 3), record.Date);
            else record.Set(field.Slot, field.Kind switch
            {
                ValueKind.Number => (object)(random.Next(-500, 500) / 100m), ValueKind.Date => new DateOnly(2017, 1, 1).AddDays(random.Next(40)), ValueKind.Choice => random.Next(1, 4),
                _ => Word(random),
            });
        }
        return record;
    }

    private static string Word(Random random) => new[] { "井口", "Shop", "shop", "a'b", "某 站" }[random.Next(5)];

    private static string Condition(Random random, int depth) => (depth == 0 ? random.Next(5) : random.Next(8)) switch
    {
        0 => $"{Number(random, 2)} {Relation(random)} {Number(random, 2)}",
        1 => $"{Day(random)} {Relation(random)} {Day(random)}",
        2 => $"{(random.Next(2) == 0 ? "c" : "戊")} {(random.Next(2) == 0 ? "=" : "<>")} '{"xyz"[random.Next(3)]}'",
        3 => random.Next(3) switch
        {
            0 => $"{"abdect"[random.Next(6)]} is {(random.Next(2) == 0 ? "not " : "")}empty", 1 => "t = \"" + Word(random) + "\"", _ => $"状态 {(random.Next(2) == 0 ? "属于" : "not in")} ('open', '完')",
        },
        4 => random.Next(2) == 0 ? $"c in ('x', '三')" : $"a not in ({random.Next(-3, 3)}, 1.5, {random.Next(-3, 3)})",
        5 => $"非 ({Condition(random, depth - 1)})",
        6 => $"({Condition(random, depth - 1)}) 且 ({Condition(random, depth - 1)})",
        _ => $"({Condition(random, depth - 1)}) or ({Condition(random, depth - 1)})",
    };

    private static string Relation(Random random) => new[] { "=", "<>", "<", "<=", ">", "≥" }[random.Next(6)];

    private static string Number(Random random, int depth) => (depth == 0 ? random.Next(3) : random.Next(6)) switch
    {
        0 => "a",
        1 => "乙",
        2 => (random.Next(0, 400) / 100m).ToString(System.Globalization.CultureInfo.InvariantCulture),
        3 => $"{Number(random, depth - 1)} + {Number(random, depth - 1)}",
        4 => $"-({Number(random, depth - 1)} - ({Number(random, depth - 1)}))",
        _ => $"{new[] { "year", "月份", "日" }[random.Next(3)]}({Day(random)})",
    };

    private static string Day(Random random) => random.Next(3) switch { 0 => "d", 1 => "丁", _ => new DateOnly(2017, 1, 1).AddDays(random.Next(40)).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) };
}
