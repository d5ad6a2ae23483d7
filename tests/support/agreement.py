"""The statistics of an agreement study by numpy and scipy, from the definitions; reads {"tables": [[[...]], ...]} and prints a list."""
import json, sys
import numpy as np
from scipy import stats

def study(x):
    n, k = x.shape
    grand = x.mean()
    # Sums of squares by regression on indicator columns, not by the formulae for complete tables.
    y = x.ravel()
    case = np.repeat(np.arange(n), k)
    reader = np.tile(np.arange(k), n)

    def rss(*factors):
        design = [np.ones(n * k)]
        for factor, count in factors:
            design += [(factor == level).astype(float) for level in range(1, count)]
        d = np.stack(design, 1)
        fitted = d @ np.linalg.lstsq(d, y, rcond=None)[0]
        return ((y - fitted) ** 2).sum()

    both = rss((case, n), (reader, k))
    ms_rows = (rss((reader, k)) - both) / (n - 1)
    ms_columns = (rss((case, n)) - both) / (k - 1)
    ms_error = both / ((n - 1) * (k - 1))
    ms_within = rss((case, n)) / (n * (k - 1))
    f = lambda p, a, b: stats.f.ppf(p, a, b)

    def one_way():
        v = (ms_rows - ms_within) / (ms_rows + (k - 1) * ms_within)
        f0 = ms_rows / ms_within
        lo, hi = f0 / f(.975, n - 1, n * (k - 1)), f0 * f(.975, n * (k - 1), n - 1)
        return v, (lo - 1) / (lo + k - 1), (hi - 1) / (hi + k - 1)

    def two_way_random():
        v = (ms_rows - ms_error) / (ms_rows + (k - 1) * ms_error + k * (ms_columns - ms_error) / n)
        # Shrout & Fleiss 1979, p. 424: another form of McGraw & Wong's case 2.
        fj = ms_columns / ms_error
        top = k * v * fj + n * (1 + (k - 1) * v) - k * v
        df = (k - 1) * (n - 1) * top**2 / ((n - 1) * k**2 * v**2 * fj**2 + (n * (1 + (k - 1) * v) - k * v) ** 2)
        lo, hi = f(.975, n - 1, df), f(.975, df, n - 1)
        return (
            v,
            n * (ms_rows - lo * ms_error) / (lo * (k * ms_columns + (k * n - k - n) * ms_error) + n * ms_rows),
            n * (hi * ms_rows - ms_error) / (k * ms_columns + (k * n - k - n) * ms_error + n * hi * ms_rows),
        )

    def two_way_fixed():
        v = (ms_rows - ms_error) / (ms_rows + (k - 1) * ms_error)
        f0 = ms_rows / ms_error
        lo, hi = f0 / f(.975, n - 1, (n - 1) * (k - 1)), f0 * f(.975, (n - 1) * (k - 1), n - 1)
        return v, (lo - 1) / (lo + k - 1), (hi - 1) / (hi + k - 1)

    def bland_altman(d):
        sd, half = d.std(ddof=1), stats.t.ppf(.975, n - 1)
        z = stats.norm.ppf(.975)
        se = sd * np.sqrt(1 / n + z**2 / (2 * (n - 1)))
        bias = d.mean()
        return {
            "sd": sd,
            "bias": [bias, *stats.t.interval(.95, n - 1, bias, stats.sem(d))],
            "low": [bias - z * sd, bias - z * sd - half * se, bias - z * sd + half * se],
            "high": [bias + z * sd, bias + z * sd - half * se, bias + z * sd + half * se],
        }

    v_readers, v_error = ms_columns / n, (n - 1) * ms_error / n
    df = (v_readers + v_error) ** 2 / (v_readers**2 / (k - 1) + v_error**2 / ((n - 1) * (k - 1)))
    sigma = np.sqrt(ms_within)
    return {
        "icc": [one_way(), two_way_random(), two_way_fixed()],
        "pairs": [bland_altman(x[:, a] - x[:, b]) for a in range(k) for b in range(a + 1, k)],
        "against_all": [[d.mean(), *stats.t.interval(.95, n - 1, d.mean(), stats.sem(d))] for d in (x - x.mean(1, keepdims=True)).T],
        "sigma": [sigma, np.sqrt(df * ms_within / stats.chi2.ppf(.975, df)), np.sqrt(df * ms_within / stats.chi2.ppf(.025, df))],
        "between": np.sqrt(max(0, (ms_columns - ms_error) / n)),
    }

print(json.dumps([study(np.array(table, float)) for table in json.load(sys.stdin)["tables"]]))
