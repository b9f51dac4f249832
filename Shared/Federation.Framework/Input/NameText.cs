using System.Text;

namespace Federation.Framework.Input;

/// <summary>
/// Names and codes as they are compared: 张　三 is 张三, and 阿依古丽•买买提 is 阿依古丽·买买提. Stored is what was typed.
/// </summary>
public static class NameText
{
    public static bool AreSame(string one, string other) => Normalize(one) == Normalize(other);

    /// <summary>Without spaces, in small letters of normal width, with one kind of bracket and of middle dot.</summary>
    public static string Normalize(string text)
    {
        var normal = new StringBuilder(text.Length);
        foreach (var sign in text.Normalize(NormalizationForm.FormKC))
        {
            if (char.IsWhiteSpace(sign)) continue;
            normal.Append(sign switch
            {
                '•' or '・' or '‧' or '∙' or '⋅' => '·',
                '〔' or '[' or '【' or '［' or '〖' => '(',
                '〕' or ']' or '】' or '］' or '〗' => ')',
                _ => char.ToLowerInvariant(sign),
            });
        }
        return normal.ToString();
    }
}
