using System.Reflection;
using Autofac;
using Federation.Kernel.Tenancy;
using Federation.SeasonalSupport.Contracts;
using Microsoft.AspNetCore.Routing;

namespace Federation.SeasonalSupport.Records;

/// <summary>A kind of record as the module lists it.</summary>
internal interface IRecordKind
{
    Season? OnlyIn { get; }

    IReadOnlyList<string> Sources { get; }

    void Register(ContainerBuilder builder);

    void MapEndpoints(IEndpointRouteBuilder api);
}

/// <param name="sheet">How it is typed and listed on pages.</param>
/// <param name="ownEndpoints">Whether its addresses are its own; where two seasons share one, they are mapped together.</param>
internal sealed class RecordKind<TRecord, TInput, TAnswer>(RecordSheet<TAnswer> sheet, bool ownEndpoints = true) : IRecordKind
    where TRecord : CampaignRecord, IRecorded<TRecord, TInput, TAnswer>, new() where TInput : RecordInput, new() where TAnswer : IRecordAnswer
{
    public Season? OnlyIn { get; } = new TRecord().OnlyIn;

    public IReadOnlyList<string> Sources { get; } = typeof(TRecord).GetCustomAttribute<CountsForAttribute>()!.Sources;

    public void Register(ContainerBuilder builder)
    {
        Handler<RecordInCampaignHandler<TRecord, TInput, TAnswer>>();
        Handler<ChangeRecordHandler<TRecord, TInput, TAnswer>>();
        Handler<RemoveRecordHandler<TRecord, TInput, TAnswer>>();
        Handler<ListRecordsHandler<TRecord, TInput, TAnswer>>();
        Handler<GetRecordHandler<TRecord, TInput, TAnswer>>();
        Handler<ProposeRecordHandler<TRecord, TInput, TAnswer>>();
        builder.RegisterType<RecordPage<TRecord, TInput, TAnswer>>().As<IRecordPage>().WithParameter(TypedParameter.From(sheet)).InstancePerLifetimeScope();

        void Handler<T>() where T : notnull => builder.RegisterType<T>().AsImplementedInterfaces().InstancePerLifetimeScope();
    }

    public void MapEndpoints(IEndpointRouteBuilder api)
    {
        if (ownEndpoints) RecordEndpoints<TRecord, TInput, TAnswer>.Map(api);
    }
}
