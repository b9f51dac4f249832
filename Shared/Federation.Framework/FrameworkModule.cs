using System.Globalization;
using Autofac;
using Federation.Framework.Audit;
using Federation.Framework.Calendar;
using Federation.Framework.Commands;
using Federation.Framework.Databases;
using Federation.Framework.Export;
using Federation.Framework.Handlers;
using Federation.Framework.Import;
using Federation.Framework.Ledger;
using Federation.Framework.Marks;
using Federation.Framework.Modules;
using Federation.Framework.Pages;
using Federation.Framework.Records;
using Federation.Framework.Search;
using Federation.Framework.Security;
using Federation.Framework.Tenancy;
using Federation.Framework.Web;
using Federation.Kernel;

namespace Federation.Framework;

/// <summary>What every module builds on: the database of a unit of work, who asks, ids, secrets, and what wraps every handler.</summary>
public sealed class FrameworkModule(Database database, Secrets secrets, TimeProvider time) : Autofac.Module
{
    protected override void Load(ContainerBuilder builder)
    {
        builder.RegisterInstance(database);
        builder.RegisterInstance(secrets);
        builder.RegisterInstance(new PersonIdentity(secrets));
        builder.RegisterInstance(time).As<TimeProvider>();
        builder.RegisterType<WorkSignal>().SingleInstance();
        builder.Register(c => new ModuleList([.. c.Resolve<IEnumerable<FederationModule>>()])).SingleInstance();
        builder.RegisterType<Texts>().SingleInstance();
        builder.RegisterType<AssetAddresses>().SingleInstance();
        builder.Register(_ => new Ids(time, DrawHostNumber())).SingleInstance();

        builder.RegisterType<DatabaseSession>().InstancePerLifetimeScope();
        builder.Register(c => new DatabaseCores(database, c.ResolveOptional<Microsoft.Extensions.Configuration.IConfiguration>())).SingleInstance();
        builder.RegisterType<Caller>().InstancePerLifetimeScope();
        builder.RegisterType<Questions>().InstancePerLifetimeScope();
        builder.RegisterType<TransactionRetries>().InstancePerLifetimeScope();
        builder.RegisterType<UnionResolver>().As<IUnionResolver>().SingleInstance().IfNotRegistered(typeof(IUnionResolver));
        builder.RegisterType<ContextServices>().InstancePerLifetimeScope();
        builder.RegisterType<FrameworkContext>().AsSelf().As<FederationDbContext>().InstancePerLifetimeScope().OnActivated(c => c.Instance.Join());

        builder.RegisterType<AuditLog>().As<IAudit>().SingleInstance();
        builder.RegisterType<AuditChain>().InstancePerLifetimeScope();
        builder.RegisterType<AuditSealer>().As<IRecurringWork>().SingleInstance();
        builder.RegisterType<KeyRing>().SingleInstance();

        builder.RegisterType<CalendarInitializer>().As<IDatabaseInitializer>().InstancePerLifetimeScope();
        builder.RegisterType<PlainColumns>().As<IDatabaseInitializer>().InstancePerLifetimeScope();
        builder.RegisterType<HolidayInitializer>().As<IDatabaseInitializer>().InstancePerLifetimeScope();
        builder.RegisterType<SpellingInitializer>().As<IDatabaseInitializer>().InstancePerLifetimeScope();
        builder.RegisterType<SearchHandler>().As<IHandler<Search.Search, Found>>().InstancePerLifetimeScope();
        builder.RegisterType<WorkingDays>().InstancePerLifetimeScope();
        builder.RegisterType<ImportTableHandler>().As<IHandler<ImportTable, ImportedTable>>().InstancePerLifetimeScope();
        builder.RegisterType<PreviewTableHandler>().As<IHandler<PreviewTable, TablePreview>>().InstancePerLifetimeScope();
        builder.RegisterType<DescribeTableHandler>().As<IHandler<DescribeTable, TableDescription>>().InstancePerLifetimeScope();
        builder.RegisterType<KeepDraftHandler>().As<IHandler<KeepDraft, KeptDraft>>().InstancePerLifetimeScope();
        builder.RegisterType<OpenDraftHandler>().As<IHandler<OpenDraft, OpenedDraft>>().InstancePerLifetimeScope();
        builder.RegisterType<ImportDraftedHandler>().As<IHandler<ImportDrafted, ImportedTable>>().InstancePerLifetimeScope();
        builder.RegisterType<DropDraftHandler>().As<IHandler<DropDraft, DroppedDraft>>().InstancePerLifetimeScope();
        builder.RegisterType<Exporter>().InstancePerLifetimeScope();
        builder.RegisterType<RecordTools>().InstancePerLifetimeScope();
        builder.RegisterType<ExportVerb>().As<ICommandVerb>().SingleInstance();
        builder.RegisterType<ImportVerb>().As<ICommandVerb>().SingleInstance();

        builder.RegisterGenericDecorator(typeof(WithTransaction<,>), typeof(IHandler<,>));
        builder.RegisterGenericDecorator(typeof(WithRetry<,>), typeof(IHandler<,>));
        builder.RegisterGenericDecorator(typeof(WithValidation<,>), typeof(IHandler<,>));
        builder.RegisterGenericDecorator(typeof(WithPermission<,>), typeof(IHandler<,>));
    }

    /// <summary>One number per process from a database sequence, so that two hosts never make the same id.</summary>
    private int DrawHostNumber()
    {
        using var connection = database.CreateConnection();
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = database.Dialect.NextValue("host_numbers");
        return Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }
}
