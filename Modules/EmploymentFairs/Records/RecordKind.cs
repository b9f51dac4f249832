using Autofac;
using Federation.EmploymentFairs.Contracts;
using Microsoft.AspNetCore.Routing;

namespace Federation.EmploymentFairs.Records;

/// <summary>A kind of record as the module lists it.</summary>
internal interface IRecordKind
{
    void Register(ContainerBuilder builder);

    void MapEndpoints(IEndpointRouteBuilder api);
}

internal sealed class RecordKind<TRecord, TInput, TAnswer>(RecordSheet<TAnswer> sheet) : IRecordKind
    where TRecord : FairRecord, IRecorded<TRecord, TInput, TAnswer>, new() where TInput : RecordInput, new() where TAnswer : IRecordAnswer
{
    public void Register(ContainerBuilder builder)
    {
        Handler<RecordAtFairHandler<TRecord, TInput, TAnswer>>();
        Handler<ChangeRecordHandler<TRecord, TInput, TAnswer>>();
        Handler<RemoveRecordHandler<TRecord>>();
        Handler<ListRecordsHandler<TRecord, TInput, TAnswer>>();
        Handler<GetRecordHandler<TRecord, TInput, TAnswer>>();
        builder.RegisterType<RecordPage<TRecord, TInput, TAnswer>>().As<IRecordPage>().WithParameter(TypedParameter.From(sheet)).InstancePerLifetimeScope();

        void Handler<T>() where T : notnull => builder.RegisterType<T>().AsImplementedInterfaces().InstancePerLifetimeScope();
    }

    public void MapEndpoints(IEndpointRouteBuilder api) => RecordEndpoints<TRecord, TInput, TAnswer>.Map(api);
}
