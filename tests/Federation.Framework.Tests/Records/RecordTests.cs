using Federation.Framework.Records;
using Federation.Framework.Security;
using Federation.Kernel;
using Federation.Kernel.Tenancy;
using Record = Federation.Framework.Records.Record;

namespace Federation.Framework.Tests.Records;

public sealed class RecordTests
{
    [Fact]
    public void A_new_record_gets_its_place_and_each_change_the_next_version()
    {
        var (ids, talk) = (new Ids(TimeProvider.System, 1), new Talk());
        talk.PlaceIn(7, 0, ids);
        var id = talk.Id;
        talk.PlaceIn(8, 9, ids);
        Assert.Equal((id, 7L, 0L, 2), (talk.Id, talk.UnionId, talk.ParentId, talk.Version));
    }

    [Fact]
    public void The_marker_of_a_record_says_who_reads_it()
    {
        Assert.Equal(Visibility.FromAbove, Visibilities.Of<Talk>());
        Assert.Equal(Visibility.OwnUnion, Visibilities.Of<PersonFile>());
        Assert.Equal(Visibility.FromBelow, Visibilities.Of<Rule>());
        Assert.Throws<InvalidOperationException>(() => (object)Visibilities.Of<Unmarked>());
    }

    [Fact]
    public void Months_in_which_a_counted_state_changed_are_marked()
    {
        var today = new DateOnly(2020, 6, 15);
        int[] Between(DayRange? before, DayRange? after)
        {
            var changed = new ChangedMonths(today);
            changed.Add(before, after);
            return [.. changed.All.Order()];
        }
        DayRange From(int month, int? until = null) => new(new DateOnly(2020, month, 10), until is { } end ? new DateOnly(2020, end, 1) : null);
        Assert.Equal([202004, 202005, 202006], Between(null, From(4)));
        Assert.Equal([202005, 202006], Between(From(4), From(4, until: 5)));
        Assert.Equal([202003, 202004], Between(From(3), From(4)));
        Assert.Empty(Between(From(4), From(4)));
    }

    [Fact]
    public void A_person_is_the_same_hash_everywhere()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var identity = new PersonIdentity(Secrets.Open(Path.Combine(folder.FullName, "keys.json")));
            var (encrypted, hash) = identity.Seal("11010519491231002x");
            Assert.Equal(hash, identity.Hash(" 11010519491231002X"));
            Assert.DoesNotContain("19491231", identity.Mask(encrypted), StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private sealed class Talk : Record, ISubtreeReadable;

    private sealed class PersonFile : Record, IOwnOnly;

    private sealed class Rule : Record, IShared;

    private sealed class Unmarked : Record;
}
