using System.Text.RegularExpressions;

namespace Orders.Storage;

/// <summary>SQL as PostgreSQL wants it: parameters by number, and no index hints, which SQLite's planner needs and PostgreSQL's has no use for.</summary>
internal sealed partial record PostgresSql(string Text, IReadOnlyList<string> Names, int ParameterCount)
{
    /// <summary>Indexes of <c>order_keys</c>, which in SQLite are those of <c>orders</c>.</summary>
    private static readonly string[] OfKeys = ["orders_by_seller", "orders_by_buyer", "orders_by_seller_total", "orders_by_total"];

    public static PostgresSql Of(string sql)
    {
        var names = new List<string>();
        var most = 0;
        var text = Parameter().Replace(WithoutHints(sql), parameter =>
        {
            var name = parameter.Value;
            int number;
            if (name[0] == '@')
            {
                number = names.IndexOf(name) + 1;
                if (number == 0)
                {
                    names.Add(name);
                    number = names.Count;
                }
            }
            else
            {
                number = int.Parse(name.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture);
            }

            most = Math.Max(most, number);
            return FormattableString.Invariant($"${number}");
        });
        return new PostgresSql(text, names, most);
    }

    // What never changes of an order is taken from the table that has the index, so that the planner walks it in its order.
    private static string WithoutHints(string sql) =>
        Hint().Matches(sql).Any(hint => OfKeys.Contains(hint.Groups["index"].Value))
            ? Hint().Replace(NeverChanging().Replace(sql, "k.$1"), " JOIN order_keys k ON k.id = o.id")
            : Hint().Replace(sql, "");

    [GeneratedRegex(@"\?\d+|@[a-zA-Z]\w*")]
    private static partial Regex Parameter();

    [GeneratedRegex(@" (NOT INDEXED|INDEXED BY (?<index>\w+))")]
    private static partial Regex Hint();

    [GeneratedRegex(@"\bo\.(id|seller_id|buyer_id|total_minor)\b")]
    private static partial Regex NeverChanging();
}
