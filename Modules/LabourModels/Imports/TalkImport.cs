using Federation.Framework.Import;
using Federation.Kernel;
using Federation.LabourModels.Contracts;
using Federation.LabourModels.Register;
using Federation.LabourModels.Talks;
using Microsoft.EntityFrameworkCore;

namespace Federation.LabourModels.Imports;

/// <summary>The talks of the union's models. A row finds its talk by day, speaker and topic.</summary>
internal sealed class TalkImport(LabourContext context, EntryTools tools) : KeyedImport<TalkInput, Talk>(context)
{
    private const char Between = '\n';

    private readonly HashSet<string> several = new(StringComparer.Ordinal);

    public override string Kind => "talks";

    public override IReadOnlyList<ImportColumn> Columns { get; } = FormField.Columns<TalkInput>("date", "speaker", "topic", "place", "audience")
        .With("speaker", c => c with { Example = "王建国" })
        .With("topic", c => c with { Example = "劳模精神进校园" });

    protected override string KeyColumn => "topic";

    protected override string KeyOf(TalkInput row) => KeyOf(row.Date, row.Speaker, row.Topic);

    protected override async Task<IReadOnlyDictionary<string, Talk>> FindAsync(IReadOnlyCollection<string> keys, CancellationToken cancellation)
    {
        var speakers = keys.Select(k => k.Split(Between)[1]).Distinct().ToList();
        var days = keys.Select(k => DateOnly.ParseExact(k.Split(Between)[0], "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)).ToList();
        var (first, last) = days.Count == 0 ? default : (days.Min(), days.Max());
        var known = new Dictionary<string, Talk>(StringComparer.Ordinal);
        foreach (var talk in await context.Talks.Where(t => t.UnionId == context.TenantId && t.Date >= first && t.Date <= last && speakers.Contains(t.Speaker)).ToListAsync(cancellation))
            if (KeyOf(talk.Date, talk.Speaker, talk.Topic) is var key && !known.TryAdd(key, talk)) several.Add(key);
        return known;
    }

    protected override Talk Make(TalkInput row)
    {
        var talk = new Talk();
        talk.KeepIn(context.TenantId, 0, context.Ids);
        talk.Put(row, tools);
        return talk;
    }

    protected override void Change(Talk record, TalkInput row)
    {
        // Which of them the row is about, nobody can tell.
        if (several.Contains(KeyOf(row))) throw new RuleViolation("several-that-day", row.Date);
        record.Put(row, tools);
        if (context.Entry(record).State == EntityState.Modified) record.KeepIn(context.TenantId, 0, context.Ids);
    }

    protected override string ColumnOf(RuleViolation rule) => "date";

    private static string KeyOf(DateOnly date, string speaker, string topic) => string.Join(Between, Text.Of(date), speaker, topic);
}
