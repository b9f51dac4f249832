using Federation.Framework.Records;
using Federation.Kernel;
using Federation.Kernel.Tenancy;
using Federation.SeasonalSupport.Inputs;
using Federation.SeasonalSupport.Records;

namespace Federation.SeasonalSupport.SpringJobs;

/// <summary>Posts of an employer that were brought to people in spring.</summary>
/// <remarks>They count in running and closed campaigns; a planned one takes none, and none goes back to being planned.</remarks>
[CountsFor(Sources.Posts)]
internal sealed class PostsOffered : CampaignRecord, ISubtreeReadable, IRecord<SeasonalContext, PostsInput, PostsAnswer>
{
    internal static readonly RecordKind<SeasonalContext, PostsOffered, PostsInput, PostsAnswer> Definition = new("posts")
    {
        Parent = CampaignParent.Of<PostsOffered, PostsInput>(),
        FilterFields = [],
        HasPages = false,
    };

    public string Employer { get; private set; } = "";
    public string Title { get; private set; } = "";
    public int Count { get; private set; }
    public string Place { get; private set; } = "";

    public override Season? OnlyIn => Season.Spring;

    public void Apply(PostsInput input, RecordTools tools) => (Employer, Title, Count, Place) = (input.Employer, input.Title, input.Count, input.Place);

    public PostsAnswer ToAnswer(RecordTools tools, string union) => new(Text.Of(Id), Date, Employer, Title, Count, Place, Version);
}

internal sealed record PostsAnswer(string Id, DateOnly Date, string Employer, string Title, int Count, string Place, int Version) : IRecordAnswer;
