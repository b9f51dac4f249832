namespace Federation.LoveStations.Inputs;

/// <summary>What a service site is: a love station (工会爱心驿站), or one of the other kinds, which are counted by themselves.</summary>
public enum ServiceKind { Station, Bookroom, WellheadPoint, CounsellingRoom, VolunteerPoint, ReceptionPoint, HealthHut }

/// <summary>How a site was built (共建方式).</summary>
public enum BuiltBy { Own, Government, Society, Joint }

/// <summary>Where a site stands in its life.</summary>
public enum SiteState { Planned, UnderConstruction, InService, Suspended, Closed }

/// <summary>What there may be at a site; the province's kit list is made of these.</summary>
public enum Facility
{
    AirConditioning, Toilet, DrinkingWater, Microwave, FirstAidBox, Newspapers, Sign, Room, Rules, Staff, MapEntry, Seating, Charging, Wifi, Refrigerator, WarmClothes,
}

/// <summary>Who is served.</summary>
public enum ServedGroup { SanitationWorkers, Couriers, Drivers, LineInspectors, Postmen, Others }
