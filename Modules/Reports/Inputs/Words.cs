namespace Federation.Reports.Inputs;

/// <summary>What periods a form is filled in for: calendar years, statistical years (1 October to 30 September), or months (flash reports).</summary>
public enum YearType { Calendar, Statistical, Month }

/// <summary>Where a value comes from, or why there is none.</summary>
public enum ValueStatus { Missing, Typed, Counted, Nil, NotAsked, Estimated, Withheld }

/// <summary>The kinds of check between the values of a report, or between it and others.</summary>
public enum CheckKind { Balance, Order, Presence, Records, LastYear, Siblings, UnitOfMeasure, CopiedDigits }

/// <summary>What a check does where it hits: nothing is handed in, it is explained first, or it is shown.</summary>
public enum CheckLevel { Stop, Explain, Hint }

public enum ReportState { Draft, Submitted, UnderReview, Returned, Approved, Closed }

/// <summary>What an edition is: the first, a revision (better knowledge or methods), or a correction (of a mistake).</summary>
public enum EditionKind { First, Revision, Correction }

/// <summary>Why a value is right although a check hits.</summary>
public enum ExplanationReason { PolicyChanged, UnitsChanged, OneOff, EarlierMistake, MethodChanged, CountedTwiceBefore, Other }

/// <summary>Why a report is missing from those that it is added up into.</summary>
public enum MissingReason { NotHandedIn, NotReviewed, Returned, Unreachable, Dissolving, Other }

/// <summary>What can be done to a report.</summary>
public enum ReportAction { Fill, Confirm, Submit, Withdraw, Review, Return, Approve, PullBack, Close, Revise }
