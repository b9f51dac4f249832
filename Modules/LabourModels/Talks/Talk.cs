using Federation.Kernel;
using Federation.Kernel.Tenancy;
using Federation.LabourModels.Contracts;
using Federation.LabourModels.Register;

namespace Federation.LabourModels.Talks;

/// <summary>A talk that a model gave (宣讲).</summary>
[CountsFor(Sources.Talks)]
internal sealed class Talk : Entry, ISubtreeReadable, ICountsInMonth, IEntry<Talk, TalkInput, TalkAnswer>
{
    public static string Path => "talks";
    public static Seen Seen => Seen.FromAbove;

    public DateOnly Date { get; private set; }
    public int Month { get; private set; }
    public string Speaker { get; private set; } = "";
    public string Topic { get; private set; } = "";
    public string Place { get; private set; } = "";
    public int Audience { get; private set; }

    public static IQueryable<Talk> Filter(IQueryable<Talk> entries, EntryFilter filter)
    {
        var (first, last) = filter.Days();
        if (filter.Year is not null) entries = entries.Where(t => t.Date >= first && t.Date <= last);
        return filter.Search is { } search ? entries.Where(t => t.Speaker.Contains(search) || t.Topic.Contains(search)) : entries;
    }

    public void Put(TalkInput input, EntryTools tools)
    {
        tools.RefuseAhead("date", input.Date);
        (Date, Month, Speaker, Topic, Place, Audience) = (input.Date, Period.MonthOf(input.Date).Code, input.Speaker, input.Topic, input.Place, input.Audience);
    }

    public TalkAnswer Show(EntryTools tools, string union) => new(Text.Of(Id), union, Date, Speaker, Topic, Place, Audience, Version);
}

internal sealed record TalkAnswer(string Id, string Union, DateOnly Date, string Speaker, string Topic, string Place, int Audience, int Version) : IEntryAnswer;
