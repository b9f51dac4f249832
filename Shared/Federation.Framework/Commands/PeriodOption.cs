using System.CommandLine;
using System.CommandLine.Parsing;
using Federation.Kernel;

namespace Federation.Framework.Commands;

/// <summary>The option that names a period.</summary>
public static class PeriodOption
{
    public static Option<Period> Required() => new("--period") { Description = "2017, 2017-03 or S2018.", Required = true, CustomParser = given => Read(given) ?? default };

    public static Option<Period?> Optional() => new("--period") { Description = "2017, 2017-03 or S2018; the newest that there is where left out.", CustomParser = Read };

    private static Period? Read(ArgumentResult given)
    {
        if (Period.TryParse(given.Tokens.Count == 1 ? given.Tokens[0].Value : null, out var period)) return period;
        given.AddError("--period: write 2017, 2017-03 or S2018.");
        return null;
    }
}
