namespace Orders.Web;

/// <summary>Where to go after signing in. Only paths of this site: a link must not be able to send people elsewhere.</summary>
public static class ReturnUrls
{
    public static string Safe(string? url) =>
        url is { Length: > 0 } && url[0] == '/' && (url.Length == 1 || url[1] is not ('/' or '\\')) && !url.Any(char.IsControl) ? url : "/";
}
