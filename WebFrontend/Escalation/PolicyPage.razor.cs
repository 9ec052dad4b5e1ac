using Microsoft.AspNetCore.Components;

namespace Orders.Web;

/// <summary>A shop's rules against orders that go stale: edited, tried on the past, saved.</summary>
public sealed partial class PolicyPage
{
    private PolicyForm? _form;
    private Account _account = default!;
    private PolicyPreview? _preview;
    private string? _problem, _field, _fieldProblem;
    private bool _changed, _saved, _saving, _previewing;

    [Inject]
    private IClusterClient Cluster { get; set; } = default!;

    [Inject]
    private CurrentAccount Current { get; set; } = default!;

    [Inject]
    private ILogger<PolicyPage> Logger { get; set; } = default!;

    [CascadingParameter]
    private ViewerClock Clock { get; set; } = default!;

    private IEscalationPolicyGrain Grain => Cluster.GetGrain<IEscalationPolicyGrain>(_account.SellerId!.Value);

    protected override async Task OnInitializedAsync()
    {
        _account = await Current.Get();
        _form = new PolicyForm(await Grain.Get(), Clock.Zone.Id);
    }

    private void Changed()
    {
        (_changed, _saved) = (true, false);
        _preview = null;
    }

    private void Add(OrderStatus status)
    {
        _form!.AddStep(status);
        Changed();
    }

    private void Remove(PolicyStepRow step)
    {
        _form!.Steps.Remove(step);
        Changed();
    }

    private void Remove(OpeningHoursRow hours)
    {
        _form!.Hours.Remove(hours);
        Changed();
    }

    private void AddHours()
    {
        _form!.Hours.Add(new OpeningHoursRow { Day = DayOfWeek.Saturday });
        Changed();
    }

    private void OfferHours()
    {
        _form!.OfferHours();
        Changed();
    }

    private async Task Save()
    {
        if (_saving || Read() is not { } policy) return;
        _saving = true;
        try
        {
            var result = await Grain.Set(_account.ToActor(), policy);
            if (result.Policy is null) Refuse(result.Error!);
            else (_changed, _saved) = (false, true);
        }
        catch (Exception e)
        {
            _problem = CommandFailures.Report(Logger, e);
        }
        finally
        {
            _saving = false;
        }
    }

    private async Task Preview()
    {
        if (_previewing || Read() is not { } policy) return;
        _previewing = true;
        try
        {
            var result = await Grain.Preview(_account.ToActor(), policy);
            _preview = result.Preview;
            if (result.Error is { } error) Refuse(error);
        }
        catch (Exception e)
        {
            _problem = CommandFailures.Report(Logger, e);
        }
        finally
        {
            _previewing = false;
        }
    }

    private EscalationPolicy? Read()
    {
        _problem = null;
        var policy = _form!.Read(out _field, out _fieldProblem);
        if (policy is null && _field == "openingHours") _problem = _fieldProblem;
        return policy;
    }

    private void Refuse(OrderError error)
    {
        if (error is InvalidField { Field: "timeZone" } zone) (_field, _fieldProblem) = (zone.Field, zone.Message);
        else _problem = OrderWords.Explain(error);
    }

    private string? Problem(string field) => field == _field ? _fieldProblem : null;
}
