using Federation.Testing;
using Microsoft.OpenApi;

namespace Federation.Host.Tests.Web;

/// <summary>Odd text in requests. Some of them are taken and change what they are about, so no other test shares this federation.</summary>
public sealed class OddRequestTests(AttackedFederation mine) : IClassFixture<AttackedFederation>
{
    /// <summary>Along the description: something odd in each place of a request that it names.</summary>
    [Fact]
    public async Task Something_odd_in_any_place_that_the_description_names_never_breaks()
    {
        var (tried, turn, wrong) = (0, Repetition.Seed & int.MaxValue, new List<string>());
        var described = (await InterfaceTests.DescriptionAsync(mine)).ToList();
        foreach (var (name, operation) in Repetition.Share(described, 80, "odd interface"))
        {
            var endpoint = Endpoint.Api(mine.Federation).Single(e => e.ToString() == name);
            var asked = (operation.Parameters ?? []).ToList();
            foreach (var parameter in Repetition.Share(asked, 3, name))
            {
                var odd = parameter.In == ParameterLocation.Header ? Odd.InHeader : Odd.InAddress;
                var text = odd[turn++ % odd.Length];
                var needed = asked.Where(p => p is { In: ParameterLocation.Query, Required: true } && p != parameter).Select(p => $"{p.Name}=2017");
                var query = string.Join('&', parameter.In == ParameterLocation.Query ? needed.Append($"{parameter.Name}={text}") : needed);
                var path = parameter.In == ParameterLocation.Path ? PathWith(endpoint, parameter.Name!, text) : mine.PathOf(endpoint);
                using var request = endpoint.Request(path);
                request.RequestUri = new Uri($"{path}?{query}", UriKind.Relative);
                if (parameter.In == ParameterLocation.Header)
                {
                    request.Headers.Remove(parameter.Name!);
                    request.Headers.TryAddWithoutValidation(parameter.Name!, text);
                }
                using var answer = await mine.WhoMay(endpoint).SendAsync(request);
                if ((int)answer.StatusCode >= 500) wrong.Add($"{name} with {parameter.Name} = {text}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
                tried++;
            }
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.True(tried > 100, $"{tried} tried");

        string PathWith(Endpoint endpoint, string parameter, string text) => string.Join('/', mine.PathOf(endpoint).Split('/').Zip(endpoint.Pattern.Split('/'), (meant, pattern) =>
            pattern.Contains($"{{{parameter}}}", StringComparison.Ordinal) ? pattern.Replace($"{{{parameter}}}", text, StringComparison.Ordinal) : meant));
    }
}
