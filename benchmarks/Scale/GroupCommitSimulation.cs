namespace Orders.Benchmarks;

/// <summary>What so much virtual time of a database server came to.</summary>
/// <param name="Busy">The share of time in which a commit was under way.</param>
/// <param name="Waiting">Writes that were not committed when the time was over.</param>
/// <param name="Latencies">Of each write that was committed, in seconds, from when it was asked for.</param>
internal sealed record GroupCommitRun(double Busy, int Commits, int Waiting, IReadOnlyList<double> Latencies)
{
    public double WritesPerCommit => Commits == 0 ? 0 : (double)Latencies.Count / Commits;
}

/// <summary>
/// One PostgreSQL server and the silos that write to it, as <c>CommitWriter</c> and <c>PostgresLock</c> have it: each silo takes what is
/// waiting, up to a batch, then waits for its turn, holds it for a commit, and takes what gathered meanwhile. Writes come at random
/// (Poisson), to any of the silos.
/// </summary>
/// <param name="writers">Silos that write to this server.</param>
/// <param name="fixedPart">Seconds of a commit, however little is in it.</param>
/// <param name="perWrite">Seconds more for each write in it.</param>
internal sealed class GroupCommitSimulation(int writers, double fixedPart, double perWrite, int maxBatch)
{
    /// <summary>Writes a second that it can take at most: with batches that are always full.</summary>
    public double Capacity => maxBatch / (fixedPart + (maxBatch * perWrite));

    /// <param name="rate">Writes a second.</param>
    /// <param name="seconds">Of virtual time.</param>
    public GroupCommitRun Run(double rate, double seconds, Random random)
    {
        var silos = Enumerable.Range(0, writers).Select(_ => new Writer()).ToArray();
        var turns = new Queue<Writer>();
        var latencies = new List<double>();
        Writer? writing = null;
        var (now, ends, busy, commits) = (0.0, 0.0, 0.0, 0);
        for (var arrival = Chance.Gap(random, rate); ; arrival += Chance.Gap(random, rate))
        {
            while (writing is not null && ends <= Math.Min(arrival, seconds)) Commit();
            if (arrival > seconds) break;
            now = arrival;
            var silo = silos[random.Next(writers)];
            silo.Waiting.Enqueue(arrival);
            if (silo.Batch.Count == 0) LineUp(silo);
        }

        return new GroupCommitRun(busy / seconds, commits, silos.Sum(s => s.Waiting.Count + s.Batch.Count), latencies);

        void Commit()
        {
            now = ends;
            latencies.AddRange(writing!.Batch.Select(asked => now - asked));
            commits++;
            var done = writing;
            writing = null;
            done.Batch.Clear();
            if (done.Waiting.Count > 0) LineUp(done);
            if (writing is null && turns.TryDequeue(out var next)) Begin(next);
        }

        // What comes after this waits for the silo's next turn.
        void LineUp(Writer silo)
        {
            while (silo.Batch.Count < maxBatch && silo.Waiting.TryDequeue(out var write)) silo.Batch.Add(write);
            if (writing is null && turns.Count == 0) Begin(silo);
            else turns.Enqueue(silo);
        }

        void Begin(Writer silo)
        {
            writing = silo;
            ends = now + fixedPart + (silo.Batch.Count * perWrite);
            busy += Math.Max(0, Math.Min(ends, seconds) - now);
        }
    }

    /// <summary>A silo's writes, by the moment at which they were asked for.</summary>
    private sealed class Writer
    {
        public Queue<double> Waiting { get; } = new();

        public List<double> Batch { get; } = [];
    }
}
