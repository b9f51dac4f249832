using Federation.Framework.Import;
using Federation.Framework.Input;
using Federation.Kernel;
using Federation.LabourModels.Inputs;
using Federation.LabourModels.Honours;
using Federation.Framework.Records;

namespace Federation.LabourModels.Imports;

/// <summary>
/// Honours that were granted to collectives, and to persons whose files are not kept. A row finds its award by honour, name and decision. Titles of persons
/// with a file come in with the file.
/// </summary>
internal sealed class AwardImport(LabourContext context, RecordTools tools) : KeyedImport<AwardRow, Award>("awards", context)
{
    private readonly NamedRecords<Honour> honours = context.HonoursFor(tools);

    protected override IReadOnlyList<INamedRecords> Named => [honours];

    protected override RowKey<AwardRow, Award> DescribeKey() => Key(
        "number",
        r => new { HonourId = honours.Find(r.Honour, r.Level).Id, Name = NameText.Normalize(r.Name), Number = NameText.Normalize(r.Number) },
        a => new { a.HonourId, Name = NameText.Normalize(a.Name), Number = NameText.Normalize(a.Number) });

    protected override Award Create(AwardRow row)
    {
        var honour = honours.Find(row.Honour, row.Level);
        var terms = new AwardInput
        {
            Honour = Text.Of(honour.Id), Name = row.Name, Granting = honour.Granting, Body = row.Body ?? honour.Body, Number = row.Number, Date = row.Date,
            RevokedOn = row.RevokedOn, RevokedBy = row.RevokedBy,
        };
        return context.Enter<Award>(a => a.Apply(terms, tools)).Called(honour);
    }

    protected override void Update(Award record, AwardRow row)
    {
        var terms = record.Terms();
        (terms.Body, terms.Date, terms.RevokedOn, terms.RevokedBy) =
            (row.Body ?? terms.Body, row.Date, row.RevokedOn ?? terms.RevokedOn, row.RevokedBy ?? terms.RevokedBy);
        // With its last title a model goes off the record: that is done where the file is seen.
        if (record.FileId is not null && terms.RevokedOn != record.RevokedOn) throw new RuleViolation("award-of-a-file", row.Name);
        context.Revise(record, a => a.Apply(terms, tools));
    }

    /// <summary>Two persons of one name, honoured by one decision.</summary>
    protected override RuleViolation Ambiguous(AwardRow row) => new("award-there-already", row.Name, row.Number);

    protected override string ColumnOf(RuleViolation rule) => rule.Code switch
    {
        "decision-in-the-future" => "date",
        "award-of-a-file" => "revokedOn",
        _ => "number",
    };
}
