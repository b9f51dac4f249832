using Federation.Kernel.Tenancy;

namespace Federation.Framework.Calendar;

/// <summary>A day on which the State Council's yearly notice departs from the week: a weekday off, or a weekend day on which people work.</summary>
public sealed class OfficialDay : IShared
{
    public DateOnly Day { get; init; }
    public bool Works { get; init; }
}

/// <summary>A year whose notice is known. Without it nobody can say how many working days lie in that year.</summary>
public sealed class OfficialYear : IShared
{
    public int Year { get; init; }
    public int Version { get; set; } = 1;
}
