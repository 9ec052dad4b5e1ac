using System.Text.RegularExpressions;

namespace Orders.Storage;

/// <summary>SQL as PostgreSQL wants it: parameters by number, and no index hints, which SQLite's planner needs and PostgreSQL's has no use for.</summary>
internal sealed partial record PostgresSql(string Text, IReadOnlyList<string> Names, int ParameterCount)
{
    // Columns of orders that never change have their indexes on a table of their own. Saying of each that it is the same in both lets
    // the planner walk the one and know the order of the other.
    private static readonly Dictionary<string, string> Keys = new()
    {
        ["orders_by_seller"] = "seller_id",
        ["orders_by_buyer"] = "buyer_id",
        ["orders_by_seller_total"] = "seller_id total_minor",
        ["orders_by_total"] = "total_minor",
    };

    public static PostgresSql Of(string sql)
    {
        var names = new List<string>();
        var most = 0;
        var text = Parameter().Replace(Hint().Replace(sql, Join), parameter =>
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

    private static string Join(Match hint) => Keys.TryGetValue(hint.Groups["index"].Value, out var columns)
        ? string.Concat([" JOIN order_keys k ON k.id = o.id", .. columns.Split(' ').Select(column => $" AND k.{column} = o.{column}")])
        : "";

    [GeneratedRegex(@"\?\d+|@[a-zA-Z]\w*")]
    private static partial Regex Parameter();

    [GeneratedRegex(@" (NOT INDEXED|INDEXED BY (?<index>\w+))")]
    private static partial Regex Hint();
}
