using Federation.SeasonalSupport.Records;

namespace Federation.SeasonalSupport.SpringJobs;

/// <summary>How posts are typed and listed.</summary>
internal static class PostsLayout
{
    public static readonly FormLayout<PostsAnswer> Of = new()
    {
        Word = "posts",
        Fields = typeof(PostsFields),
        Table = "posts",
        Columns = [new("field-date", p => p.Date), new("field-employer", p => p.Employer), new("field-title", p => p.Title), new("field-count", p => p.Count), new("field-place", p => p.Place, Wide: true)],
        Begin = recent => recent is [var last, ..] ? [("place", last.Place)] : [],
        Offers = new Dictionary<string, Func<PostsAnswer, IEnumerable<string?>>> { ["employer"] = p => [p.Employer], ["title"] = p => [p.Title], ["place"] = p => [p.Place] },
    };
}
