using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Federation.Framework.Databases;
using Federation.Framework.Handlers;
using Federation.Framework.Input;
using Federation.Framework.Records;
using Federation.Kernel;
using Federation.Registers.Definitions;
using Federation.Registers.Inputs;
using Federation.Registers.Language;
using Microsoft.EntityFrameworkCore;

namespace Federation.Registers.Records;

/// <summary>Applies a definition to the values of a record: sets the fields, calculates and checks them, and reports all problems at once.</summary>
internal sealed class RecordKeeper(RegistersContext context, RecordTools tools)
{
    /// <summary>The fields that are typed, for reading an input.</summary>
    public static IReadOnlyList<OpenField> FieldsOf(Definition definition) => [.. definition.Fields.Where(f => f.IsTyped).Select(f => new OpenField(f.Code, f.Input.Kind switch
    {
        FieldKind.Whole => typeof(long),
        FieldKind.Amount => typeof(decimal),
        FieldKind.Date => typeof(DateOnly),
        _ => typeof(string),
    }))];

    /// <summary>Takes the values over, of a new record or of a change.</summary>
    /// <param name="number">Of the definition.</param>
    public void TakeOver(WideRecord record, Definition definition, int number, IReadOnlyDictionary<string, object?> values, InputProblems problems)
    {
        foreach (var field in definition.Fields.Where(f => f.IsTyped)) record.Set(field.Slot, Stored(field, values.GetValueOrDefault(field.Code), record, problems));
        foreach (var field in definition.Fields.Where(f => f.IsTyped && f.IsShown is not null && !f.IsShown(record)))
        {
            if (values.GetValueOrDefault(field.Code) is not null) problems.Add(field.Code, "register-not-asked", field.Input.Zh);
            record.Set(field.Slot, null);
        }
        foreach (var field in definition.Calculated) record.Set(field.Slot, Calculated(field, record, problems));
        Check(record, definition, problems);
        if (record[definition.Date.Slot] is not DateOnly date)
        {
            if (!problems.All().ContainsKey(definition.Date.Code)) problems.Add(definition.Date.Code, "required");
            return;
        }
        record.Belong(definition.Code, number, date);
        record.FindBy(KeyOf(record, definition));
        try
        {
            tools.CheckDay(RecordDay.Happened(definition.Date.Code, date));
        }
        catch (InvalidInput day)
        {
            foreach (var (field, wrong) in day.Problems)
                foreach (var problem in wrong) problems.Add(field, problem.Code, problem.Arguments);
        }
    }

    private static void Check(WideRecord record, Definition definition, InputProblems problems)
    {
        foreach (var field in definition.Fields.Where(f => f.Input.Retired != true))
        {
            var given = record[field.Slot] is not null;
            if (!given && field.IsTyped && field.IsRequired?.Invoke(record) == true && field.IsShown?.Invoke(record) != false && !problems.All().ContainsKey(field.Code))
                problems.Add(field.Code, "required");
            if (given && field.Check?.Invoke(record) == false) problems.Add(field.Code, "register-check-failed", field.Input.Message ?? field.Input.Check!);
        }
        foreach (var check in definition.Checks.Where(c => !c.Holds(record)))
        {
            if (check.Input.Strength == CheckStrength.Asks) problems.Ask("record", "register-check-asks", check.Input.Message);
            else problems.Add("record", "register-check-failed", check.Input.Message);
        }
    }

    private object? Stored(DefinedField field, object? value, WideRecord record, InputProblems problems)
    {
        switch (field.Input.Kind)
        {
            case FieldKind.Whole when value is long whole:
                return (decimal)whole;
            case FieldKind.Choice when value is string text:
                var choice = field.Choices.FirstOrDefault(c => c.Code == text) ?? field.Choices.FirstOrDefault(c => c.Zh == text || c.En == text);
                // What a record says already may stay, though it is no longer offered.
                if (choice is not null && (!field.RetiredChoices.Contains(choice.Code) || Equals(record[field.Slot], choice.Number))) return choice.Number;
                problems.Add(field.Code, "not-one-of", string.Join(", ", field.Choices.Where(c => !field.RetiredChoices.Contains(c.Code)).Select(c => c.Code)));
                return null;
            case FieldKind.Identity when value is string number:
                if (Kernel.Checks.PersonPaper.Read(number) is not null) return tools.Identity.Hash(number);
                problems.Add(field.Code, "bad-identity-number");
                return null;
            case FieldKind.Identity:
                // Nobody can read it back: a change that leaves it out leaves it as it is.
                return record[field.Slot];
            default:
                return value;
        }
    }

    private static decimal? Calculated(DefinedField field, WideRecord record, InputProblems problems)
    {
        try
        {
            if (field.IsShown?.Invoke(record) == false || field.Calculate!(record) is not { } exact) return null;
            var stored = decimal.Round(exact, field.Input.Kind == FieldKind.Whole ? 0 : 2, MidpointRounding.AwayFromZero);
            if (Math.Abs(stored) < Formula.MaxNumber) return stored;
        }
        catch (RuleViolation)
        {
            // Larger than a decimal can hold; reported below.
        }
        problems.Add(field.Code, "register-number-too-large");
        return null;
    }

    /// <summary>Digest of the fields by which a table finds the record; null where one of them is empty, or the register has no key.</summary>
    public static byte[]? KeyOf(WideRecord record, Definition definition)
    {
        if (definition.Key.Count == 0) return null;
        var text = new StringBuilder();
        foreach (var value in definition.Key.Select(f => record[f.Slot]))
        {
            if (value is null) return null;
            var part = value switch
            {
                byte[] hash => Convert.ToHexString(hash),
                string name => NameText.Normalize(name),
                decimal number => number.ToString("G29", CultureInfo.InvariantCulture),
                DateOnly day => Text.Of(day),
                _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
            };
            text.Append(CultureInfo.InvariantCulture, $"{part.Length}:{part};");
        }
        return SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()))[..Framework.Security.Secrets.HashBytes];
    }

    /// <summary>The records of a register, of the kind that its visibility says.</summary>
    public IQueryable<WideRecord> Records(Definition definition)
    {
        IQueryable<WideRecord> records = definition.IsPersonal ? context.PersonalRecords : context.OpenRecords;
        var code = definition.Code;
        return records.Where(r => r.Register == code);
    }

    /// <summary>A record of the entered union, if it is still as the caller read it.</summary>
    public async Task<WideRecord> FindOwnAsync(Definition definition, long id, int version, long union, CancellationToken cancellation)
    {
        var record = await Records(definition).SingleOrDefaultAsync(r => r.Id == id && r.UnionId == union, cancellation) ?? throw new NotFound(definition.Code);
        return record.Version == version ? record : throw new StaleRecord(missingCondition: false);
    }

    /// <summary>Lets the first state of a record begin on its new date, where it has not left that yet.</summary>
    public async Task RedateAsync(WideRecord record, Definition definition, CancellationToken cancellation)
    {
        if (definition.States.Count == 0) return;
        var spans = await context.StateSpans.Where(s => s.RecordId == record.Id && s.UnionId == record.UnionId).OrderBy(s => s.From).ThenBy(s => s.Id).ToListAsync(cancellation);
        if (spans.Count > 0 && spans[0].Until is { } left && record.Date > left) throw new InvalidInput(definition.Date.Code, "register-after-its-state", record.Date, left);
        if (spans.Count == 0) return;
        spans[0].From = record.Date;
        if (spans.Count == 1) record.MoveTo(spans[0].State, record.Date);
    }

    /// <summary>A new record of the entered union.</summary>
    public WideRecord Begin(Definition definition)
    {
        WideRecord record = definition.IsPersonal ? new PersonalRecord() : new OpenRecord();
        record.PlaceIn(context.TenantId, default, context.Ids);
        return record;
    }

    /// <summary>A new record enters its first state on its own date.</summary>
    public IEnumerable<StateSpan> Enter(WideRecord record, Definition definition)
    {
        if (definition.First is not { } first) return [];
        record.MoveTo(first.Number, record.Date);
        return [Span(record, first.Number, record.Date)];
    }

    public StateSpan Span(WideRecord record, int state, DateOnly from) =>
        new() { Id = context.Ids.Next(), UnionId = record.UnionId, Register = record.Register, RecordId = record.Id, State = state, From = from };

    /// <summary>The rows by which a record counts in the months of its further dates.</summary>
    public IEnumerable<FurtherDay> FurtherDaysOf(WideRecord record, Definition definition) =>
        from field in definition.FurtherDates
        let day = record.Day(field.Slot.Place)
        where day is not null
        select new FurtherDay
        {
            Id = context.Ids.Next(), UnionId = record.UnionId, Month = Period.MonthOf(day.Value).Code, Register = record.Register, RecordId = record.Id, Place = field.Slot.Place,
        };

    /// <summary>
    /// Brings the rows beside a changed record in line with it. The months of further dates of a record are marked with its own: a change of a field may change what is
    /// counted there.
    /// </summary>
    public async Task FollowAsync(WideRecord record, Definition definition, CancellationToken cancellation)
    {
        var known = await context.FurtherDays.Where(d => d.RecordId == record.Id && d.UnionId == record.UnionId).ToListAsync(cancellation);
        var wanted = FurtherDaysOf(record, definition).ToList();
        foreach (var day in wanted.Where(w => !known.Exists(k => k.Place == w.Place && k.Month == w.Month))) context.Add(day);
        foreach (var day in known)
        {
            context.Mark(day.UnionId, day.Month, definition.Source);
            if (!wanted.Exists(w => w.Place == day.Place && w.Month == day.Month)) context.Remove(day);
        }
    }

    /// <summary>Marks the months at whose end a stock may have changed, where the register counts any.</summary>
    public void MarkStocks(WideRecord record, Definition definition, DateOnly since)
    {
        if (!definition.Indicators.Any(i => i.Input.Kind == CountingKind.Latest)) return;
        var months = new ChangedMonths(tools.Today);
        months.Add(null, new DayRange(since, null));
        context.MarkAll(record.UnionId, months, record.Sources);
    }
}
