using Federation.EmploymentFairs.Contracts;
using Federation.EmploymentFairs.Records;
using Federation.Kernel.Tenancy;

namespace Federation.EmploymentFairs.Visitors;

/// <summary>Visitors of a day who were counted and not registered; those registered count by themselves.</summary>
[CountsFor(Sources.Visitors)]
internal sealed class VisitorCount : FairRecord, ISubtreeReadable, IRecorded<VisitorCount, VisitorsInput, VisitorsAnswer>
{
    public static string Path => "visitors";

    public DateOnly Date { get; private set; }
    public int People { get; private set; }

    public override DateOnly? On => Date;

    public static IQueryable<VisitorCount> Search(IQueryable<VisitorCount> records, string text, Identities identities) => records;

    public void Put(VisitorsInput input, Identities identities) => Count(input);

    public void Count(VisitorsInput input) => (Date, People) = (input.Date, input.People);

    public Task BindAsync(VisitorsInput input, Recording at, CancellationToken cancellation) => Task.CompletedTask;

    public VisitorsAnswer Show(Identities identities) => new(Text.Of(Id), Date, People, Version);
}

internal sealed record VisitorsAnswer(string Id, DateOnly Date, int People, int Version) : IRecordAnswer;
