using Federation.EmploymentFairs.Fairs;
using Federation.EmploymentFairs.Inputs;

namespace Federation.EmploymentFairs.Contracts;

/// <summary>A fair as anyone may read of it.</summary>
/// <param name="Open">Whether anyone can still register.</param>
public sealed record AnnouncedFair(FairAnswer Fair, string HostName, int Employers, long Openings, bool Open);

/// <summary>A post of a fair as anyone may read of it.</summary>
/// <param name="FairUnion">Code of the union that holds the fair.</param>
public sealed record AnnouncedPost(
    string Id, string Fair, string FairUnion, string FairTitle, DateOnly Starts, string Employer, string Title, Trade Trade, int OpeningsLeft, decimal? WageFrom, decimal? WageTo, string Place, string? Requirements);
