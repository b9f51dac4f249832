using Federation.Framework.Input;
using Federation.Framework.Records;

namespace Federation.Framework.Tests.Records;

public sealed class FormFieldTests
{
    private static FormField Field(string name) => FormField.Of<DayInput>().Single(f => f.Name == name);

    [Fact]
    public void The_input_record_says_what_a_field_is()
    {
        Assert.Equal(["date", "place", "note", "people", "open", "kind"], FormField.Of<DayInput>().Select(f => f.Name));
        Assert.True(Field("date") is { IsDay: true, Required: true, MaxLength: null });
        Assert.True(Field("place") is { Required: true, MaxLength: 50, IsLong: false });
        Assert.True(Field("note") is { Required: false, IsLong: true });
        Assert.Equal("numeric", Field("people").InputMode);
        Assert.True(Field("open").IsTick);
    }

    [Fact]
    public void A_label_has_the_modules_prefix_or_its_own_key()
    {
        Assert.Equal("field-people", Field("people").Heading);
        Assert.Equal("day-place", Field("place").Heading);
    }

    [Fact]
    public void Columns_of_a_table_have_the_headings_of_the_fields() =>
        Assert.Equal(["day-place", "field-date"], FormField.Columns<DayInput>("place", "date").Take(2).Select(c => c.Heading));

    private enum DayKind { Board, Consultation }

    private sealed class DayInput
    {
        public DateOnly Date { get; set; }

        [LabelKey("day-place"), MaxLength(50)]
        public string Place { get; set; } = "";

        [MaxLength(500)]
        public string? Note { get; set; }

        public int People { get; set; }
        public bool? Open { get; set; }
        public DayKind? Kind { get; set; }
    }
}
