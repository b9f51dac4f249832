using System.Globalization;
using Federation.Architecture.Tests.Solution;

namespace Federation.Architecture.Tests.Texts;

public class TextRulesTests
{
    private static readonly IReadOnlyList<string> Neutral = [.. Clone.Files("*.resx").Where(f => !f.EndsWith(".en.resx", StringComparison.Ordinal))];
    private static readonly IReadOnlyList<string> Sources = [.. Clone.Files("*.cs").Where(f => ProjectFile.LayerOf(f) is >= Layer.Kernel and <= Layer.Host)];

    private static readonly IReadOnlySet<string> Frameworks = new Sentences(Read("Shared/Federation.Framework/Texts/Sentences.resx")).Texts.Keys.ToHashSet();

    /// <summary>The part of the tree that a file belongs to: a module, or a project of Shared or Host.</summary>
    private static string PartOf(string path) => string.Join('/', path.Split('/').Take(2));

    private static string Read(string path) => File.ReadAllText(Path.Combine(Clone.Root, path));

    private static Sentences Planted(string code, string text) => new($"<root><data name=\"{code}\"><value>{text}</value></data></root>");

    [Fact]
    public void Every_sentence_stands_in_both_languages() => Holds.For(Neutral, f => TextRules.OneSided(f, new Sentences(Read(f)), new Sentences(Read(f.Replace(".resx", ".en.resx", StringComparison.Ordinal)))));

    [Fact]
    public void Every_English_file_has_its_Chinese() => Assert.Equal(Neutral.Count * 2, Clone.Files("*.resx").Count());

    [Theory]
    [InlineData("a", "{0} {1}", "b", "{0} {1}", 2)]
    [InlineData("a", "{0} {1}", "a", "{0}", 1)]
    [InlineData("a", "{0}", "a", "{{0}}", 1)]
    [InlineData("a", "", "a", "text", 1)]
    [InlineData("a", "{1} {0:0.0}", "a", "{0} {1}", 0)]
    public void A_one_sided_sentence_is_found(string zh, string zhText, string en, string enText, int broken) =>
        Assert.Equal(broken, TextRules.OneSided("planted", Planted(zh, zhText), Planted(en, enText)).Count());

    [Fact]
    public void Every_code_has_a_sentence()
    {
        var known = Neutral.SelectMany(f => new Sentences(Read(f)).Texts.Keys).ToHashSet();
        Assert.NotEmpty(Sources.SelectMany(s => TextRules.CodesIn(Read(s))));
        Holds.For(Sources, s => TextRules.Speechless(s, Read(s), known));
    }

    [Fact]
    public void Every_unit_of_an_indicator_has_a_name_in_the_Framework() => Holds.For(
        [.. Host.Start.InstalledModules.All().SelectMany(m => m.Indicators)], i => Frameworks.Contains($"unit-{i.Unit}")
            ? []
            : [$"{i.Code} is counted in {i.Unit}"]);

    [Fact]
    public void A_module_speaks_in_its_own_words_and_the_Frameworks()
    {
        var known = Neutral.SelectMany(f => new Sentences(Read(f)).Texts.Keys).ToHashSet();
        var parts = Neutral.ToDictionary(PartOf, f => (IReadOnlySet<string>)new Sentences(Read(f)).Texts.Keys.Concat(Frameworks).ToHashSet());
        var sources = Sources.Concat(Clone.Files("*.razor")).Where(f => parts.ContainsKey(PartOf(f))).ToList();
        Assert.True(sources.SelectMany(f => TextRules.KeysIn(Read(f), known)).Distinct().Count() > 800);
        // The Framework's pages show the kinds of a module by that module's words: records-talks, new-talks.
        Holds.For(sources, f => TextRules.Borrowed(f, Read(f), parts[PartOf(f)], known, PartOf(f) == "Shared/Federation.Framework" ? known : null));
    }

    [Fact]
    public void Every_kind_of_record_has_the_words_of_its_pages_in_its_module() => Holds.For(
        [.. Host.Start.InstalledModules.All().Where(m => m.Records is not null)],
        m => m.Records!.TextKeys.Distinct().Where(k => m.Texts!.GetString(k, CultureInfo.InvariantCulture) is null && !Frameworks.Contains(k)).Select(k => $"{m.Name}: {k} is no text"));

    [Theory]
    [InlineData("T[\"foreign-word\"]")]
    [InlineData("T[\"foreign\"]")]
    [InlineData("T[\"no-such-word\"]")]
    [InlineData("texts[\"no-such\", count]")]
    [InlineData("@T[Open ? \"own-word\" : \"foreign\"]")]
    [InlineData("T[kind == \"foreign\" ? \"no-such\" : \"own-word\", \"foreign\"]")]
    [InlineData("new Column(\"foreign-word\", r => r.Date)")]
    [InlineData("<Field Name=\"unitPrice\" Required=\"true\" />")]
    [InlineData("T[\"foreign-\" + word]")]
    [InlineData("T[$\"foreign-{word}\"]")]
    public void A_borrowed_word_is_found(string source) =>
        Assert.Single(
            TextRules.Borrowed(
                "planted", source, new HashSet<string> { "own-word" },
                new HashSet<string> { "own-word", "foreign", "foreign-word", "field-unit-price" }));

    [Theory]
    [InlineData("T[\"own-word\", \"foreign\"] + \"foreign\"")]
    [InlineData("T[\"own-\" + word]")]
    [InlineData("<Field Name=\"unitPrice\" Label=\"@T[\"own-word\"]\" />")]
    public void An_own_word_is_let_pass(string source) =>
        Assert.Empty(TextRules.Borrowed("planted", source, new HashSet<string> { "own-word" }, new HashSet<string> { "own-word", "foreign", "foreign-word" }));

    [Fact]
    public void No_module_says_what_another_says() => Holds.For(
        [.. Neutral.SelectMany(f => new Sentences(Read(f)).Texts.Keys.Select(key => (Key: key, File: f))).GroupBy(t => t.Key)],
        g => g.Count() == 1 ? [] : [$"{g.Key}: {string.Join(", ", g.Select(t => t.File))}"]);

    [Theory]
    [InlineData("throw new RuleViolation(\"no-such\", 1);")]
    [InlineData("problems.Add(\"field\", \"no-such\");")]
    [InlineData("throw new InvalidInput(nameof(x), \"no-such\", text.ToString());")]
    public void A_code_without_a_sentence_is_found(string source) => Assert.Single(TextRules.Speechless("planted", source, new HashSet<string>()));
}
