using System.Resources;
using Autofac;
using Federation.Framework.Modules;
using Federation.Framework.Web;
using Federation.People.ApiTokens;
using Federation.People.Contracts;
using Federation.People.SigningIn;
using Microsoft.EntityFrameworkCore;

namespace Federation.People;

/// <summary>Who works with the system, what each may do at which union, and how they sign in.</summary>
public sealed class PeopleModule : FederationModule
{
    public override string Name => "People";

    public override ResourceManager Texts { get; } = new("Federation.People.Texts.Sentences", typeof(PeopleModule).Assembly);

    public override void MapEntities(ModelBuilder model) => PeopleContext.Map(model);

    protected override void Load(ContainerBuilder builder)
    {
        base.Load(builder);
        builder.RegisterType<SignIn>().As<ISignIn>().SingleInstance();
        builder.RegisterType<TokenIssuer>().As<ITokenIssuer>().InstancePerLifetimeScope();
    }
}
