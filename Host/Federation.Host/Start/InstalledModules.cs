using Federation.EmploymentFairs;
using Federation.Figures;
using Federation.Framework.Modules;
using Federation.LabourModels;
using Federation.LoveStations;
using Federation.People;
using Federation.Registers;
using Federation.Reports;
using Federation.SeasonalSupport;
using Federation.Unions;

namespace Federation.Host.Start;

/// <summary>The one list of modules: web host, migrations, command line and tests are all made from it.</summary>
public static class InstalledModules
{
    public static IReadOnlyList<FederationModule> All() =>
    [
        new UnionsModule(),
        new PeopleModule(),
        new FiguresModule(),
        new ReportsModule(),
        new SeasonalSupportModule(),
        new LoveStationsModule(),
        new EmploymentFairsModule(),
        new LabourModelsModule(),
        new RegistersModule(),
    ];
}
