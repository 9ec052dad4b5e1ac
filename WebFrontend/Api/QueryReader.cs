using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Orders.Web;

/// <summary>Reads query parameters one after the other and gathers what is wrong with them. An empty value counts as none.</summary>
public sealed class QueryReader(IQueryCollection query)
{
    public const int CursorLength = 1000;

    private static readonly string[] DayFormats = ["yyyy-MM-dd"];
    private readonly Dictionary<string, string[]> _errors = [];

    public static ImmutableArray<ParameterDocumentation> Paging { get; } =
    [
        new("cursor", "query", "string", "nextCursor of the page before."),
        new("limit", "query", "integer", $"1 to {OrderLimits.PageSize}; {OrderLimits.DefaultPageSize} if left out."),
    ];

    /// <summary>Null: everything read so far was good.</summary>
    public ProblemHttpResult? Refusal => _errors.Count == 0 ? null : Problems.Validation(_errors);

    public string? Text(string name, int limit)
    {
        if (One(name) is not { } text) return null;
        if (text.Length > limit) return Refuse(name, $"At most {limit} characters.");
        return text.Any(c => char.IsControl(c) || c == '\uFFFD') ? Refuse(name, "Control characters and broken Unicode are not accepted.") : text;
    }

    public int Limit()
    {
        if (One("limit") is not { } text) return OrderLimits.DefaultPageSize;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= OrderLimits.PageSize)
            return limit;
        Refuse("limit", $"A whole number from 1 to {OrderLimits.PageSize}.");
        return OrderLimits.DefaultPageSize;
    }

    public long? Id(string name)
    {
        if (One(name) is not { } text) return null;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id)) return id;
        Refuse(name, "Not an id.");
        return null;
    }

    public bool? Flag(string name)
    {
        if (One(name) is not { } text) return null;
        if (text is "true" or "false") return text == "true";
        Refuse(name, "true or false.");
        return null;
    }

    /// <summary>A moment, or a day in UTC: its beginning, or with <paramref name="endOfDay"/> the beginning of the next.</summary>
    public DateTimeOffset? Moment(string name, bool endOfDay = false)
    {
        if (One(name) is not { } text) return null;
        const DateTimeStyles utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (DateTimeOffset.TryParseExact(text, DayFormats, CultureInfo.InvariantCulture, utc, out var day) && day < DateTimeOffset.MaxValue.Date)
            return endOfDay ? day.AddDays(1) : day;
        // A plus sign in an address means a space: forgive those who did not escape it.
        if (text.Contains('T', StringComparison.Ordinal) && DateTimeOffset.TryParse(text.Replace(' ', '+'), CultureInfo.InvariantCulture, utc, out var at))
            return at;
        Refuse(name, "A time such as 2026-01-31T12:00:00Z, or a day such as 2026-01-31.");
        return null;
    }

    public ImmutableArray<T> Several<T>(string name) where T : struct, Enum
    {
        var values = ImmutableArray.CreateBuilder<T>();
        foreach (var text in query[name])
        {
            if (string.IsNullOrEmpty(text)) continue;
            if (EnumNames.TryParse<T>(text, out var value)) values.Add(value);
            else Refuse(name, $"Any of: {string.Join(", ", EnumNames.All<T>())}.");
        }

        return [.. values.Distinct()];
    }

    public T Choice<T>(string name, IReadOnlyDictionary<string, T> choices, T otherwise)
    {
        if (One(name) is not { } text) return otherwise;
        if (choices.TryGetValue(text, out var choice)) return choice;
        Refuse(name, $"One of: {string.Join(", ", choices.Keys)}.");
        return otherwise;
    }

    public string? Refuse(string name, string message)
    {
        _errors[name] = [message];
        return null;
    }

    private string? One(string name)
    {
        var values = query[name];
        if (values.Count > 1) Refuse(name, "Stands there more than once.");
        return values.Count == 1 && values[0] is { Length: > 0 } text ? text : null;
    }
}
