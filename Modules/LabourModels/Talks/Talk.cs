using Federation.Framework.Records;
using Federation.Kernel;
using Federation.Kernel.Tenancy;
using Federation.LabourModels.Inputs;

namespace Federation.LabourModels.Talks;

/// <summary>A talk that a model gave (宣讲).</summary>
[CountsFor(Sources.Talks)]
internal sealed class Talk : DatedRecord, ISubtreeReadable, IRecord<LabourContext, TalkInput, TalkAnswer>
{
    internal static readonly RecordKind<LabourContext, Talk, TalkInput, TalkAnswer> Definition = new("talks")
    {
        Filter = (talks, filter) =>
        {
            var (first, last) = filter.Days();
            if (filter.Year is not null) talks = talks.Where(t => t.Date >= first && t.Date <= last);
            return filter.Search is { } search ? talks.Where(t => t.Speaker.Contains(search) || t.Topic.Contains(search)) : talks;
        },
        Columns =
        [
            new("models-field-topic", t => t.Topic), new("models-field-speaker", t => t.Speaker), new("models-field-date", t => t.Date),
            new("models-field-place", t => t.Place, Wide: true), new("models-field-audience", t => t.Audience, Wide: true),
        ],
        Tables = ["talks"],
    };

    public string Speaker { get; private set; } = "";
    public string Topic { get; private set; } = "";
    public string Place { get; private set; } = "";
    public int Audience { get; private set; }

    public void Apply(TalkInput input, RecordTools tools)
    {
        tools.RefuseFutureDate("date", input.Date);
        (Date, Speaker, Topic, Place, Audience) = (input.Date, input.Speaker, input.Topic, input.Place, input.Audience);
    }

    public TalkAnswer ToAnswer(RecordTools tools, string union) => new(Text.Of(Id), union, Date, Speaker, Topic, Place, Audience, Version);
}

internal sealed record TalkAnswer(string Id, string Union, DateOnly Date, string Speaker, string Topic, string Place, int Audience, int Version) : IRecordAnswer;
