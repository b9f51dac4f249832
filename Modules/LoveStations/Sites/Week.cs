using System.Globalization;
using System.Text;
using Federation.Framework.Web;
using Federation.Kernel;
using Federation.LoveStations.Inputs;

namespace Federation.LoveStations.Sites;

/// <summary>Opening hours as people write them in one line: days that are open alike stand together, as 周一至周五 08:00-18:00；周六 09:00-12:00.</summary>
internal static class Week
{
    /// <summary>A minute of a day: <c>08:00</c>.</summary>
    public static string TimeOf(int minute) => string.Create(CultureInfo.InvariantCulture, $"{minute / 60:00}:{minute % 60:00}");

    /// <summary>Characters of a line of hours.</summary>
    public const int MaxLength = 500;

    private static readonly DayOfWeek[] days = [.. Enum.GetValues<DayOfWeek>().OrderBy(At)];
    private static readonly string[] languages = ["zh-CN", "en"];

    /// <summary>Its place in a week that begins on Monday.</summary>
    public static int At(DayOfWeek day) => ((int)day + 6) % 7;

    public static string Say(IEnumerable<(DayOfWeek Day, string Opens, string Closes)> hours, Texts texts)
    {
        var times = hours.ToLookup(h => h.Day, h => $"{h.Opens}-{h.Closes}");
        var lines = new List<string>();
        for (var from = 0; from < days.Length;)
        {
            var same = times[days[from]].Order(StringComparer.Ordinal).ToList();
            var to = from;
            while (to + 1 < days.Length && times[days[to + 1]].Order(StringComparer.Ordinal).SequenceEqual(same)) to++;
            if (same.Count > 0) lines.Add($"{Days(from, to, texts)} {string.Join(texts["list-separator"], same)}");
            from = to + 1;
        }
        return string.Join(texts["hours-and"], lines);
    }

    /// <summary>Puts hours that are written in one line into a site's terms; a line that cannot be read is told of as <c>openingHours</c>.</summary>
    public static void Apply(string said, SiteTerms terms, Texts texts)
    {
        if (said.Length > MaxLength) throw new InvalidInput("openingHours", "too-long", MaxLength);
        terms.Hours = Read(said, texts) ?? throw new InvalidInput("openingHours", "not-hours");
        if (terms.RoundTheClock is true) throw new InvalidInput("openingHours", "hours-round-the-clock");
        if (terms.Hours.Count > SiteTerms.MaxHours) throw new InvalidInput("openingHours", "too-many", SiteTerms.MaxHours);
        var problems = new InputProblems();
        foreach (var hours in terms.Hours) hours.Check(problems, "openingHours");
        if (problems.Any || terms.Hours.DistinctBy(h => (h.Weekday, h.OpensAt)).Count() < terms.Hours.Count) throw new InvalidInput("openingHours", "not-hours");
    }

    /// <summary>Reads what <see cref="Say"/> says, in either language, and what comes near it; null for anything else.</summary>
    public static IReadOnlyList<HoursInput>? Read(string text, Texts texts)
    {
        var words = new Dictionary<string, DayOfWeek>(StringComparer.OrdinalIgnoreCase) { ["周天"] = DayOfWeek.Sunday };
        foreach (var day in days)
        {
            words[Text.Of(day)] = day;
            foreach (var language in languages)
                if (texts.Find($"day-of-week-{Text.Of(day)}", language) is { } word) words[word] = day;
        }
        var always = languages.Select(l => texts.Find("every-day", l)).ToList();
        var hours = new List<HoursInput>();
        foreach (var line in Plain(text).Split([';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var at = line.AsSpan().IndexOfAnyInRange('0', '9');
            if (at < 0) return null;
            var said = line[..at].Trim().TrimEnd(':');
            var open = said.Length == 0 || always.Contains(said, StringComparer.OrdinalIgnoreCase) ? days : DaysOf(said, words);
            if (open is null) return null;
            foreach (var time in Parts(line[at..]))
            {
                if (time.Split('-') is not [{ Length: > 0 } opens, { Length: > 0 } closes]) return null;
                hours.AddRange(open.Select(day => new HoursInput { Weekday = day, Opens = opens, Closes = closes }));
            }
        }
        return hours.Count == 0 ? null : hours;
    }

    private static string Days(int from, int to, Texts texts)
    {
        return (to - from) switch
        {
            0 => Word(from),
            1 => Word(from) + texts["list-separator"] + Word(to),
            6 => texts["every-day"],
            _ => texts["day-to-day", Word(from), Word(to)],
        };

        string Word(int at) => texts[$"day-of-week-{Text.Of(days[at])}"];
    }

    /// <summary>Full width and the many ways to write "to" are one.</summary>
    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Normalize(NormalizationForm.FormKC));
        foreach (var to in new[] { "–", "—", "~", "至", "到", " to " }) plain.Replace(to, "-");
        plain.Replace("星期", "周");
        for (var length = 0; length != plain.Length;)
        {
            length = plain.Length;
            plain.Replace(" -", "-").Replace("- ", "-");
        }
        return plain.ToString();
    }

    private static DayOfWeek[]? DaysOf(string said, Dictionary<string, DayOfWeek> words)
    {
        var open = new List<DayOfWeek>();
        foreach (var part in Parts(said))
        {
            var ends = part.Split('-');
            if (ends.Length > 2 || !words.TryGetValue(ends[0], out var from) || !words.TryGetValue(ends[^1], out var to)) return null;
            for (var at = At(from); ; at = (at + 1) % days.Length)
            {
                open.Add(days[at]);
                if (at == At(to)) break;
            }
        }
        return open.Count == 0 ? null : [.. open.Distinct()];
    }

    private static string[] Parts(string text) => text.Split([',', '、', '/', ' '], StringSplitOptions.RemoveEmptyEntries);
}
