using System;
using System.IO;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

/// <summary>
/// Writes one embedded resource of an assembly to a file. The assembly is read, not loaded: it may be of another platform or
/// a newer runtime. Compiled and used by BlazorScript.targets; not part of the web front end.
/// </summary>
public sealed class ExtractManifestResource : Task
{
    [Required]
    public string AssemblyPath { get; set; } = "";

    [Required]
    public string ResourceName { get; set; } = "";

    [Required]
    public string OutputPath { get; set; } = "";

    public override bool Execute()
    {
        if (!File.Exists(AssemblyPath))
        {
            Log.LogError("{0} is not there: run a restore first.", AssemblyPath);
            return false;
        }

        using var image = new PEReader(File.OpenRead(AssemblyPath));
        var metadata = image.GetMetadataReader();
        foreach (var handle in metadata.ManifestResources)
        {
            var resource = metadata.GetManifestResource(handle);
            if (!metadata.StringComparer.Equals(resource.Name, ResourceName)) continue;
            Directory.CreateDirectory(Path.GetDirectoryName(OutputPath)!);
            File.WriteAllBytes(OutputPath, Read(image, resource));
            return true;
        }

        Log.LogError("{0} has no resource {1}.", AssemblyPath, ResourceName);
        return false;
    }

    // ECMA-335 II.24.2.4: at its offset in the resources' directory stand a resource's length and its bytes.
    private static byte[] Read(PEReader image, ManifestResource resource)
    {
        var directory = image.PEHeaders.CorHeader!.ResourcesDirectory.RelativeVirtualAddress;
        var reader = image.GetSectionData(directory).GetReader(checked((int)resource.Offset), sizeof(int));
        var length = reader.ReadInt32();
        return image.GetSectionData(directory).GetReader(checked((int)resource.Offset) + sizeof(int), length).ReadBytes(length);
    }
}
