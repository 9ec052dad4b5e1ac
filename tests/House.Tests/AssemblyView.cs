using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Orders.House;

/// <summary>What a compiled assembly uses: not what its source says it does.</summary>
internal sealed class AssemblyView
{
    private AssemblyView(string name, ImmutableSortedSet<string> assemblies, ImmutableSortedSet<string> members, ImmutableSortedSet<string> types) =>
        (Name, Assemblies, Members, Types) = (name, assemblies, members, types);

    public string Name { get; }

    /// <summary>The assemblies it refers to.</summary>
    public ImmutableSortedSet<string> Assemblies { get; }

    /// <summary>The members of other assemblies that it uses: <c>System.DateTime.get_UtcNow</c>.</summary>
    public ImmutableSortedSet<string> Members { get; }

    /// <summary>The types of other assemblies that it uses: <c>Silo: Orders.Hosting.SiloExtensions</c>.</summary>
    public ImmutableSortedSet<string> Types { get; }

    public override string ToString() => Name;

    public static AssemblyView Of(Assembly assembly) => Of(assembly.Location);

    public static AssemblyView Of(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var reader = file.GetMetadataReader();
        return new AssemblyView(
            Path.GetFileNameWithoutExtension(path),
            [.. reader.AssemblyReferences.Select(h => reader.GetString(reader.GetAssemblyReference(h).Name))],
            [.. reader.MemberReferences.Select(h => MemberName(reader, reader.GetMemberReference(h))).OfType<string>()],
            [.. reader.TypeReferences.Select(h => $"{ScopeName(reader, reader.GetTypeReference(h))}: {TypeName(reader, h)}")]);
    }

    private static string? MemberName(MetadataReader reader, MemberReference member) => member.Parent.Kind == HandleKind.TypeReference
        ? $"{TypeName(reader, (TypeReferenceHandle)member.Parent)}.{reader.GetString(member.Name)}"
        : null;

    private static string TypeName(MetadataReader reader, TypeReferenceHandle handle)
    {
        var type = reader.GetTypeReference(handle);
        return $"{reader.GetString(type.Namespace)}.{reader.GetString(type.Name)}";
    }

    private static string ScopeName(MetadataReader reader, TypeReference type) => type.ResolutionScope.Kind switch
    {
        HandleKind.AssemblyReference => reader.GetString(reader.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope).Name),
        HandleKind.TypeReference => ScopeName(reader, reader.GetTypeReference((TypeReferenceHandle)type.ResolutionScope)),
        _ => "",
    };
}
