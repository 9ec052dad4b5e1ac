using System.Collections.Immutable;
using System.Globalization;

namespace Orders.Web;

/// <summary>Countries by their ISO 3166-1 code, with English names.</summary>
public static class Countries
{
    /// <summary>Every country the runtime's culture data knows, by name.</summary>
    public static ImmutableArray<(string Code, string Name)> All { get; } =
        [.. CultureInfo.GetCultures(CultureTypes.SpecificCultures)
            .Select(culture => new RegionInfo(culture.Name))
            .Where(region => region.TwoLetterISORegionName is [>= 'A' and <= 'Z', >= 'A' and <= 'Z'])
            .Select(region => (region.TwoLetterISORegionName, region.EnglishName))
            .Distinct()
            .OrderBy(country => country.EnglishName, StringComparer.Ordinal)];

    public static string NameOf(string code) =>
        All.FirstOrDefault(country => country.Code == code) is { Name: { } name } ? name : code;
}
