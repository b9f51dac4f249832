using System.Globalization;
using System.Text;

namespace Federation.Framework.Search;

/// <summary>First letters of pinyin: 西安市总工会 is <c>xaszgh</c>.</summary>
internal static class Pinyin
{
    /// <summary>The first ideograph of each letter in the order of pinyin. No syllable begins with i, u or v.</summary>
    private const string Firsts = "阿八嚓咑妸发旮哈丌咔垃妈拏噢妑七呥仨他屲夕丫帀";

    private const string Letters = "abcdefghjklmnopqrstwxyz";

    /// <summary>A name has at most this many ideographs of two sounds that are spelled both ways.</summary>
    private const int MostSplit = 2;

    private static readonly CompareInfo Order = CultureInfo.GetCultureInfo("zh-CN").CompareInfo;

    /// <summary>Ideographs of names and places that begin with another letter in some words, with both letters: 长 in 长武 and in 会长.</summary>
    private static readonly Dictionary<char, string> TwoSounds = new()
    {
        ['长'] = "cz", ['重'] = "cz", ['朝'] = "cz", ['曾'] = "cz", ['传'] = "cz", ['藏'] = "cz", ['查'] = "cz", ['乐'] = "ly", ['行'] = "hx", ['单'] = "ds", ['解'] = "jx", ['降'] = "jx",
        ['盛'] = "cs", ['参'] = "cs", ['厦'] = "sx", ['宿'] = "sx", ['调'] = "dt", ['翟'] = "dz", ['弹'] = "dt", ['铅'] = "qy",
        ['尉'] = "wy", ['俞'] = "sy", ['仇'] = "cq", ['卡'] = "kq", ['堡'] = "bp", ['繁'] = "fp", ['秘'] = "bm", ['泌'] = "bm", ['郇'] = "hx", ['汤'] = "st",
    };

    /// <summary>Without ICU the order is that of code points, which says nothing of sounds.</summary>
    private static readonly bool IsOrdered = Enumerable.Range(1, Firsts.Length - 1).All(i => Compare(Firsts[i - 1], Firsts[i]) < 0);

    /// <summary>The letters of ideographs, Latin letters and digits as they are, nothing of anything else; the usual spelling first.</summary>
    public static IReadOnlyList<string> InitialsOf(string name)
    {
        List<StringBuilder> spellings = [new(name.Length)];
        var split = 0;
        foreach (var c in name)
        {
            if (char.IsAsciiLetterOrDigit(c)) spellings.ForEach(s => s.Append(char.ToLowerInvariant(c)));
            else if (IsOrdered && c is >= '\u4e00' and <= '\u9fff')
            {
                var usual = LetterOf(c);
                var others = TwoSounds.TryGetValue(c, out var both) && split++ < MostSplit ? spellings.Select(s => new StringBuilder(s.ToString()).Append(both[0] == usual ? both[1] : both[0])).ToList() : [];
                spellings.ForEach(s => s.Append(usual));
                spellings.AddRange(others);
            }
        }
        return [.. spellings.Select(s => s.ToString()).Distinct()];
    }

    private static char LetterOf(char ideograph)
    {
        var (low, high) = (0, Firsts.Length - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (Compare(ideograph, Firsts[middle]) >= 0) low = middle;
            else high = middle - 1;
        }
        return Letters[low];
    }

    private static int Compare(char a, char b) => Order.Compare(new ReadOnlySpan<char>(in a), new ReadOnlySpan<char>(in b));
}
