using Federation.Framework.Records;
using Federation.Kernel;
using Federation.Registers.Definitions;
using Federation.Registers.Records;
using Microsoft.EntityFrameworkCore;

namespace Federation.Registers.Mergers;

/// <summary>
/// Records that are not in a final state: a hazard that is not put right, an association that is active. They are brought to an end before their union ends, and entered
/// again at the other where they go on. What has ended stays with its union, and so do its figures.
/// </summary>
internal sealed class StandingRegisters(RegistersContext context, RegisterDirectory registers) : IStandingRecords
{
    public async Task<IReadOnlyList<Standing>> DescribeAsync(HandOver handOver, CancellationToken cancellation)
    {
        var (open, names) = (0, new List<string>());
        foreach (var group in (await ByStateAsync(context.OpenRecords, handOver.From, cancellation)).Concat(await ByStateAsync(context.PersonalRecords, handOver.From, cancellation))
            .GroupBy(s => s.Register).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var register = await context.Registers.AsNoTracking().SingleAsync(r => r.Code == group.Key, cancellation);
            if (await registers.NewestAsync(register, cancellation) is not { } newest) continue;
            var final = newest.Definition.States.Where(s => s.Input.Final == true).Select(s => (int?)s.Number).ToHashSet();
            var waiting = group.Where(s => !final.Contains(s.State)).Sum(s => s.Count);
            if (waiting == 0) continue;
            open += waiting;
            names.Add(register.Zh);
        }
        return [new Standing("standing-register-records", open, names, IsLeft: true)];
    }

    public Task HandOverAsync(HandOver handOver, CancellationToken cancellation) => Task.CompletedTask;

    private sealed record InState(string Register, int? State, int Count);

    private static async Task<IReadOnlyList<InState>> ByStateAsync(IQueryable<WideRecord> records, long union, CancellationToken cancellation) =>
        await records.Where(r => r.UnionId == union && r.State != null).GroupBy(r => new { r.Register, r.State })
            .Select(g => new InState(g.Key.Register, g.Key.State, g.Count())).ToListAsync(cancellation);
}
