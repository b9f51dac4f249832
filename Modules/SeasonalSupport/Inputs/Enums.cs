namespace Federation.SeasonalSupport.Inputs;

/// <summary>The four seasons of 四季送, each a line of work of its own.</summary>
public enum Season { Spring, Summer, Autumn, Winter }

/// <summary>Where a yuan was first raised.</summary>
public enum MoneySource { UnionFunds, Finance, Enterprise, Donation }

/// <summary>Who is cared for in summer.</summary>
public enum SummerGroup { OutdoorWorkers, SiteWorkers, Miners, SanitationWorkers, Couriers, Drivers, Others }

/// <summary>Who is visited in winter.</summary>
public enum WinterGroup { Frontline, Hardship, Migrant, Models, RetiredHardship }

/// <summary>What kind of place a summer delivery went to; enterprises and sites are counted as visited.</summary>
public enum SiteKind { Enterprise, Site, Other }

public enum SchoolStage { Primary, JuniorHigh, SeniorHigh, Vocational, University }

public enum GrantState { Applied, Approved }
