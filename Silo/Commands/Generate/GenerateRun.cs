namespace Orders.Commands;

/// <summary>One run of <c>generate</c>, from the options to the exit code.</summary>
public static class GenerateRun
{
    public static async Task<int> Run(GenerateOptions options, TextWriter output, CancellationToken stop)
    {
        var seed = options.Seed ?? Random.Shared.Next();
        output.WriteLine(FormattableString.Invariant($"Seed {seed}."));
        await using var silo = await SiloSession.Start(options.DataDirectory, stop);
        var generator = new OrderGenerator(silo.Grains, silo.Time, seed, options.Acks ? new Acknowledgements(output) : null);
        var started = silo.Time.GetTimestamp();
        var title = FormattableString.Invariant($"Making {options.Orders:N0} orders, {options.InFlight:N0} at a time");
        await RowProgress.Show(output, title, options.Orders, done => Parallel.ForEachAsync(
            Enumerable.Range(0, options.Orders).TakeWhile(_ => !stop.IsCancellationRequested),
            new ParallelOptions { MaxDegreeOfParallelism = options.InFlight },
            async (number, _) =>
            {
                await generator.Make(number);
                done();
            }));
        var elapsed = silo.Time.GetElapsedTime(started);
        var rate = generator.Steps / elapsed.TotalSeconds;
        output.WriteLine(FormattableString.Invariant(
            $"{generator.Orders:N0} orders, {generator.Steps:N0} steps in {elapsed.TotalSeconds:N1} s: {rate:N0} steps a second."));
        return stop.IsCancellationRequested ? ExitCodes.Interrupted : ExitCodes.Done;
    }
}
