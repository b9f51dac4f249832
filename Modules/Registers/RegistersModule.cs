using System.Resources;
using Autofac;
using Federation.Framework.Modules;
using Federation.Framework.Records;
using Federation.Kernel.Figures;
using Federation.Registers.Counting;
using Federation.Registers.Definitions;
using Federation.Registers.Mergers;
using Federation.Registers.Records;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Federation.Registers;

/// <summary>Registers (台账): lines of work that unions define themselves, with records, checks, states and figures, without code.</summary>
public sealed class RegistersModule : FederationModule
{
    public override string Name => "Registers";

    public override ResourceManager Texts { get; } = new("Federation.Registers.Texts", typeof(RegistersModule).Assembly);

    public override void MapEntities(ModelBuilder model) => RegistersContext.Map(model);

    public override void MapEndpoints(IEndpointRouteBuilder api)
    {
        ListRegistersHandler.Map(api);
        DraftRegisterHandler.Map(api);
        GetRegisterHandler.Map(api);
        RedraftRegisterHandler.Map(api);
        ActivateRegisterHandler.Map(api);
        RetireRegisterHandler.Map(api);
        ListRegisterRecordsHandler.Map(api);
        AddRegisterRecordHandler.Map(api);
        GetRegisterRecordHandler.Map(api);
        ChangeRegisterRecordHandler.Map(api);
        RemoveRegisterRecordHandler.Map(api);
        MoveRegisterRecordHandler.Map(api);
    }

    protected override void Load(ContainerBuilder builder)
    {
        base.Load(builder);
        builder.RegisterType<DefinitionCache>().SingleInstance();
        builder.RegisterType<RegisterDirectory>().InstancePerLifetimeScope();
        builder.RegisterType<RecordKeeper>().InstancePerLifetimeScope();
        builder.RegisterType<RegisterReader>().InstancePerLifetimeScope();
        builder.RegisterType<StandingRegisters>().As<IStandingRecords>().InstancePerLifetimeScope();
        builder.RegisterType<RegisterCatalogue>().As<IFigureModules>().InstancePerLifetimeScope();
    }
}
