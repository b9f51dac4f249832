using System.Resources;
using Autofac;
using Federation.Framework.Modules;
using Federation.Framework.Web;
using Federation.Framework.Pages;
using Federation.People.Accounts;
using Federation.People.Administration;
using Federation.People.Auditing;
using Federation.People.ApiTokens;
using Federation.People.Contracts;
using Federation.People.Me;
using Federation.People.Persons;
using Federation.People.Sessions;
using Federation.People.SigningIn;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace Federation.People;

/// <summary>Who works with the system, what each may do at which union, and how they sign in.</summary>
public sealed class PeopleModule : FederationModule
{
    public override string Name => "People";

    public override ResourceManager Texts { get; } = new("Federation.People.Texts.Sentences", typeof(PeopleModule).Assembly);

    public override void MapEntities(ModelBuilder model) => PeopleContext.Map(model);

    public override IReadOnlyList<MenuEntry> Menu =>
        [new("people", "menu-people", PeoplePermissions.Read, 90), new("audit", "menu-audit", ReadLog.Permission, 95)];

    public override void MapEndpoints(IEndpointRouteBuilder api) => PeopleEndpoints.MapApi(api);

    public override void MapPages(IEndpointRouteBuilder pages)
    {
        SignInPages.Map(pages);
        MePages.Map(pages);
        PeopleEndpoints.MapPages(pages);
        ReadLog.MapPage(pages);
    }

    protected override void Load(ContainerBuilder builder)
    {
        base.Load(builder);
        builder.Register(c => SignInRules.From(c.ResolveOptional<IConfiguration>())).SingleInstance();
        builder.RegisterType<SignIn>().AsSelf().As<ISignIn>().SingleInstance();
        builder.RegisterType<TokenIssuer>().As<ITokenIssuer>().InstancePerLifetimeScope();
        builder.RegisterType<GrantRegistry>().InstancePerLifetimeScope();
        builder.RegisterType<AccountStore>().InstancePerLifetimeScope().ExternallyOwned();
        builder.RegisterType<AccountManager>().InstancePerLifetimeScope();
        builder.RegisterType<AccountRegistry>().AsSelf().As<IAccounts>().InstancePerLifetimeScope();
        builder.RegisterType<SessionRegistry>().InstancePerLifetimeScope();
        builder.RegisterType<SignInFlow>().InstancePerLifetimeScope();
        builder.RegisterType<Landing>().InstancePerLifetimeScope();
        builder.RegisterType<StaffDirectory>().InstancePerLifetimeScope();
        builder.RegisterType<OwnAccount>().InstancePerLifetimeScope();
    }
}
