using System.Text.RegularExpressions;

namespace Orders.Storage;

/// <summary>SQL as PostgreSQL wants it: parameters by number, and no index hints, which SQLite's planner needs and PostgreSQL's has no use for.</summary>
internal sealed partial record PostgresSql(string Text, IReadOnlyList<string> Names, int ParameterCount)
{
    public static PostgresSql Of(string sql)
    {
        var names = new List<string>();
        var most = 0;
        var text = Parameter().Replace(Hint().Replace(sql, ""), parameter =>
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

    [GeneratedRegex(@"\?\d+|@[a-zA-Z]\w*")]
    private static partial Regex Parameter();

    [GeneratedRegex(@" (NOT INDEXED|INDEXED BY \w+)")]
    private static partial Regex Hint();
}
