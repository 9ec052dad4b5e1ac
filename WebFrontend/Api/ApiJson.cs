using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Orders.Web;

/// <summary>How the API reads and writes JSON: names exactly as documented, numbers as numbers, nothing unknown, nothing twice.</summary>
public static class ApiJson
{
    public static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNameCaseInsensitive = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.Converters.Add(new LowerCaseEnumConverterFactory());
        options.Converters.Add(new UtcTimeConverter());
        options.TypeInfoResolver = (options.TypeInfoResolver ?? new DefaultJsonTypeInfoResolver()).WithAddedModifier(HideInternals);
    }

    // Which shop somebody works for, and by what way they came, is stored with every event, but the API's actor is {role, id, name}.
    private static void HideInternals(JsonTypeInfo type)
    {
        if (type.Type != typeof(Actor)) return;
        foreach (var property in type.Properties.Where(p => p.Name is "sellerId" or "origin").ToArray()) type.Properties.Remove(property);
    }
}
