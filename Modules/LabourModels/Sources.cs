namespace Federation.LabourModels;

/// <summary>Names of the module's figure sources, as fine as records change.</summary>
internal static class Sources
{
    public const string Nominations = "models.nominations";
    public const string Awards = "models.awards";
    public const string Files = "models.files";
    public const string Hardship = "models.hardship";
    public const string Benefits = "models.benefits";
    public const string Studios = "models.studios";
    public const string Results = "models.results";
    public const string Patents = "models.patents";
    public const string Talks = "models.talks";
}
