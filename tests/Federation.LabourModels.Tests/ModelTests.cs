using Federation.Framework.Records;
using Federation.Kernel.Figures;
using Federation.Kernel.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Federation.LabourModels.Tests;

[Collection(LabourCollection.Name)]
public sealed class ModelTests(LabourFixture house)
{
    [Fact]
    public async Task Personal_data_is_read_by_its_own_union_alone()
    {
        await using var unit = house.Enter((await house.FoundAsync()).Mine);
        var own = unit.Context.Model.GetEntityTypes().Where(t => t.GetSchema() == LabourContext.Schema).Select(t => t.ClrType).ToList();
        Assert.All(own, t => Assert.Single(new[] { typeof(IOwnOnly), typeof(ISubtreeReadable), typeof(IShared) }, i => i.IsAssignableFrom(t)));
        Assert.Equal(["Benefit", "HardshipSpell", "ModelFile", "NominatedPerson", "OpinionPaper"], own.Where(t => typeof(IOwnOnly).IsAssignableFrom(t)).Select(t => t.Name).Order());
    }

    [Fact]
    public async Task Every_indicator_of_the_module_comes_from_exactly_one_source()
    {
        await using var unit = house.Enter((await house.FoundAsync()).Mine);
        var sources = unit.Get<IEnumerable<IFigureSource>>().Where(s => s.Module == LabourModelsModule.ModuleName).ToList();
        var measured = sources.SelectMany(s => s.Indicators).ToList();
        Assert.Equal(measured.Count, measured.Distinct().Count());
        Assert.Equal(new LabourModelsModule().Indicators.Select(i => i.Code).Order(), measured.Where(i => !i.StartsWith('@')).Order());
    }

    [Fact]
    public void Every_field_of_every_form_has_its_words_in_both_languages()
    {
        var texts = new LabourModelsModule().Texts;
        var inputs = typeof(Inputs.RecordInput).Assembly.GetTypes().Where(t => t.Namespace == typeof(Inputs.RecordInput).Namespace && t.IsClass && !t.IsAbstract && t.Name.EndsWith("Input", StringComparison.Ordinal));
        var missing =
            from input in inputs.Append(typeof(Inputs.NominationTerms)).Concat([typeof(LabourModels.Imports.ModelRow), typeof(LabourModels.Imports.BenefitRow), typeof(LabourModels.Imports.ResultRow)])
            from property in input.GetProperties(System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.Instance).Where(p => p.CanWrite)
            from key in Keys(property)
            from language in new[] { "zh-CN", "en" }
            where texts.GetString(key, System.Globalization.CultureInfo.GetCultureInfo(language)) is null
            select $"{input.Name}.{property.Name}: {key} in {language}";
        Assert.Empty(missing);
    }

    private static IEnumerable<string> Keys(System.Reflection.PropertyInfo property)
    {
        var kebab = System.Text.Json.JsonNamingPolicy.KebabCaseLower;
        yield return FormField.HeadingOf(property);
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        if (!type.IsEnum) yield break;
        foreach (var word in Enum.GetNames(type)) yield return $"{kebab.ConvertName(type.Name)}-{kebab.ConvertName(word)}";
    }
}
