namespace FaZhiCloud.Grains;

/// <summary>
/// Bounds retries by successes: each success earns a fraction of one, so that a cluster in trouble is not buried under repetitions, while
/// a short outage, before which a reserve was saved, is bridged.
/// </summary>
/// <param name="perSuccess">Retries earned by a success.</param>
/// <param name="reserve">Retries saved at most; also what is there at the start.</param>
public sealed class RetryBudget(double perSuccess = 0.2, double reserve = 2_000)
{
    private readonly Lock gate = new();
    private double spent;

    public void Succeeded()
    {
        lock (gate)
            spent = Math.Max(spent - perSuccess, 0);
    }

    /// <summary>Whether one more retry may be made.</summary>
    public bool TrySpend()
    {
        lock (gate)
        {
            if (spent + 1 > reserve)
                return false;
            spent++;
            return true;
        }
    }
}
