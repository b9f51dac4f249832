namespace Federation.EmploymentFairs.Inputs;

/// <summary>At a venue that people come to, or online.</summary>
public enum FairMode { Venue, Online }

/// <summary>What an employer does.</summary>
public enum Sector { Manufacturing, Mining, Energy, Construction, Transport, Trade, Catering, Information, Finance, Education, Health, Services, Agriculture, Other }

/// <summary>The kind of work of a post, and what a seeker looks for (工种).</summary>
public enum Trade
{
    Machining, Welding, Electrical, Construction, Mining, Driving, Logistics, Catering, Housekeeping, Sales, Clerical, Finance, Computing, Medical, Teaching, Security, Sanitation, Textile,
    Farming, Other,
}

/// <summary>Whether an employer that was expected came; only those present count.</summary>
public enum Attendance { Expected, Present, Absent }

/// <summary>Where a seeker was registered: by staff at the door, or by the seeker on the public page.</summary>
public enum Channel { Door, Online }
