using Federation.Framework.Input;
using Federation.Kernel;
using Federation.Kernel.Tenancy;
using Federation.LoveStations.Sites;

namespace Federation.LoveStations.Photographs;

/// <summary>A photograph of a site, without what the camera wrote into it of place and person.</summary>
internal sealed class Photograph : ISubtreeReadable
{
    /// <summary>Bytes of one photograph.</summary>
    public const int MaxBytes = 8 * 1024 * 1024;

    /// <summary>Photographs of one site.</summary>
    public const int MaxPhotographs = 30;

    private Photograph()
    {
    }

    public long Id { get; private set; }
    public long UnionId { get; private set; }
    public long SiteId { get; private set; }
    public DateOnly TakenOn { get; private set; }
    public string? Caption { get; private set; }
    public string MediaType { get; private set; } = "";
    public byte[] Content { get; private set; } = [];

    public static Photograph Of(ServiceSite site, DateOnly takenOn, string? caption, byte[] content, int before, DateOnly today, Ids ids)
    {
        if (takenOn > today) throw new RuleViolation("record-in-future", takenOn);
        if (before >= MaxPhotographs) throw new RuleViolation("too-many-photographs", MaxPhotographs);
        var (type, clean) = Picture.Clean(content) ?? throw new InvalidInput("content", "not-a-photograph");
        return new Photograph { Id = ids.Next(), UnionId = site.UnionId, SiteId = site.Id, TakenOn = takenOn, Caption = caption, MediaType = type, Content = clean };
    }
}
