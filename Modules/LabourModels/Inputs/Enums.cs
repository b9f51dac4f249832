namespace Federation.LabourModels.Inputs;

/// <summary>Whose honour it is: the nation's, a province's, a city's or a district's.</summary>
public enum HonourLevel { National, Provincial, City, District }

/// <summary>
/// What sort of honour: labour model (劳动模范), model worker of an office (先进工作者), May-1 labour medal (五一劳动奖章) and certificate (五一劳动奖状), workers'
/// pioneer (工人先锋号), advanced collective (先进集体), skills champion (技术状元).
/// </summary>
public enum HonourKind { LabourModel, AdvancedWorker, LabourMedal, LabourCertificate, WorkersPioneer, AdvancedCollective, SkillsChampion }

/// <summary>Who gets it.</summary>
public enum Recipient { Person, Collective }

/// <summary>What sort of body decides on it.</summary>
public enum GrantingBody { Government, PartyCommittee, UnionFederation }

public enum Gender { Woman, Man }

/// <summary>Where a nomination stands.</summary>
public enum NominationState { Draft, UnderWay, Returned, Granted, Refused, Withdrawn }

/// <summary>The two reviews (两审).</summary>
public enum ReviewStage { First, Second }

/// <summary>The three public notices (三公示): at the workplace, in the region or trade, and by the level that grants.</summary>
public enum NoticeStage { Workplace, Region, Granting }

/// <summary>Offices that are asked for their opinion.</summary>
public enum OpinionOffice { Tax, Safety, Environment, Discipline, PublicSecurity, HumanResources, Health, Market, Other }

/// <summary>One step in the history of a nomination.</summary>
public enum StepKind { Begun, Changed, Consent, Opinion, Review, Notice, Objection, Answer, Passed, Returned, Granted, Refused, Withdrawn, Paper }

public enum ServiceState { InService, Retired }

/// <summary>What a model is given in a year.</summary>
public enum BenefitKind { CheckUp, Recuperation, LivingAllowance, SpecialHardship, Festival, Other }

/// <summary>What a local rule is about: the gap to the living-cost line, help in special hardship, festival money.</summary>
public enum AllowanceKind { LivingAllowance, SpecialHardship, Festival }

/// <summary>Why a model is in hardship.</summary>
public enum HardshipCause { LowIncome, SeriousIllness, Disability, Accident, Disaster, Other }

public enum PatentKind { Invention, UtilityModel, Design }
