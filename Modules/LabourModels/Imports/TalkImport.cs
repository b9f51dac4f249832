using Federation.Framework.Import;
using Federation.Framework.Input;
using Federation.Framework.Records;
using Federation.Kernel;
using Federation.LabourModels.Inputs;
using Federation.LabourModels.Talks;

namespace Federation.LabourModels.Imports;

/// <summary>The talks of the union's models. A row finds its talk by day, speaker and topic.</summary>
internal sealed class TalkImport(LabourContext context, RecordTools tools) : KeyedImport<TalkInput, Talk>("talks", context)
{
    protected override RowKey<TalkInput, Talk> DescribeKey() => Key(
        "topic",
        r => new { r.Date, Speaker = NameText.Normalize(r.Speaker), Topic = NameText.Normalize(r.Topic) },
        t => new { t.Date, Speaker = NameText.Normalize(t.Speaker), Topic = NameText.Normalize(t.Topic) });

    protected override Talk Create(TalkInput row) => context.Enter<Talk>(t => t.Apply(row, tools));

    protected override void Update(Talk record, TalkInput row) => context.Revise(record, t => t.Apply(row, tools));

    protected override RuleViolation Ambiguous(TalkInput row) => new("several-that-day", row.Date);

    protected override string ColumnOf(RuleViolation rule) => "date";
}
