using Federation.Framework.Records;
using Federation.Kernel;
using Federation.LabourModels.Inputs;
using Federation.LabourModels.Honours;
using Federation.LabourModels.Nominations;
using Microsoft.EntityFrameworkCore;

namespace Federation.LabourModels.Files;

/// <summary>What a granted nomination leaves with the union that began it.</summary>
internal sealed class ModelFiles(LabourContext context, TimeProvider time)
{
    /// <summary>The award, and for a person made a model the file, if there is none yet. In the name of the nomination's union.</summary>
    public async Task TakeGrantedAsync(Nomination nomination, DecisionInput decision, CancellationToken cancellation)
    {
        var honour = await context.Honours.AsNoTracking().SingleAsync(h => h.Id == nomination.HonourId, cancellation);
        long? file = null;
        if (nomination.Kind is HonourKind.LabourModel or HonourKind.AdvancedWorker)
        {
            var person = await context.NominatedPersons.SingleOrDefaultAsync(p => p.NominationId == nomination.Id, cancellation);
            if (person is not { IdentityEncrypted: { } encrypted, PersonHash: { } hash }) throw new RuleViolation("identity-missing");
            file = await context.Files.Where(f => f.PersonHash == hash && (f.Until == null || f.Until > decision.Date)).Select(f => (long?)f.Id).FirstOrDefaultAsync(cancellation);
            // A file that another union has open goes on there, and the title is told here all the same.
            if (file is null && !await context.Claims.AnyAsync(c => c.Rule == ModelFile.OnRecordOnce.Code && c.Hash == hash, cancellation))
            {
                var begun = ModelFile.Begin(nomination.UnionId, nomination.Name, encrypted, hash, nomination.Gender!.Value, nomination.Workplace, nomination.Post, person.Health, decision.Date, context.Ids);
                context.Add(begun);
                await context.ClaimAsync(begun, cancellation);
                await context.MarkAsync(begun, null, begun.Counted, time.Today(), cancellation);
                file = begun.Id;
            }
        }
        context.Add(Award.Of(nomination, honour, decision, file, context.Ids));
    }
}
