namespace Orders.Storage;

/// <summary>Makes the search expression: every word of the text must occur, or begin a word, in an order of the scope.</summary>
internal static class OrderSearch
{
    // The rest of a longer text would hardly narrow the search any further.
    private const int MostWords = 16;

    // Whole words are walked lazily, side by side; with more than this, gathering is cheaper.
    private const int MostWholeWords = 200;

    private const string WholeWordsSql = "SELECT word FROM order_words WHERE word >= ?1 AND word < ?2 LIMIT ?3";

    // Sorts after every word that begins with what stands before it.
    private const string AfterEverything = "\U0010FFFF";

    /// <returns>Null where no order can match.</returns>
    public static string? Match(Connection connection, string text, OrderScope scope)
    {
        var words = SearchWords.Of(text).Take(MostWords).ToList();
        if (words.Count == 0) return null; // nothing but punctuation
        string[] whose = [.. OfScope(scope)];
        if (connection.Provider == DatabaseProvider.Postgres)
            return string.Join(" & ", [.. whose.Select(word => $"'{word}'"), .. words.Select(word => $"'{word}':*")]);
        var terms = whose.Select(Quote).ToList();
        foreach (var word in words)
        {
            var whole = WholeWords(connection, word);
            if (whole.Count == 0) return null;
            terms.Add(whole.Count > MostWholeWords ? Quote(word) + "*" : $"({string.Join(" OR ", whole.Select(Quote))})");
        }

        return string.Join(" AND ", terms);
    }

    private static IEnumerable<string> OfScope(OrderScope scope)
    {
        if (scope.SellerId is { } seller) yield return SearchWords.OfSeller(seller);
        if (scope.BuyerId is { } buyer) yield return SearchWords.OfBuyer(buyer);
    }

    private static List<string> WholeWords(Connection connection, string beginning)
    {
        var find = connection.Prepare(WholeWordsSql).Bind(1, beginning).Bind(2, beginning + AfterEverything).Bind(3, MostWholeWords + 1L);
        var words = new List<string>();
        try
        {
            while (find.Step()) words.Add(find.Text(0));
        }
        finally
        {
            find.Reset();
        }

        return words;
    }

    // Words hold letters and digits only, so there is nothing to escape.
    private static string Quote(string word) => $"\"{word}\"";
}
