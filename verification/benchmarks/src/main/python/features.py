"""The columns of the feature catalogue in pandas, timed, beside which ours are measured.

Usage: python3 features.py FOLDER ROUNDS      (Debian: python3-pandas)

Reads open, high, low, close, volume (float64) and time (int64, epoch milliseconds) from FOLDER, writes
NAME.pandas for each column and prints the seconds of each round as JSON. One thread.
"""
import json
import os
import sys
import time

os.environ["OMP_NUM_THREADS"] = "1"
import numpy as np
import pandas as pd

folder, rounds = sys.argv[1], int(sys.argv[2])
raw = {n: np.fromfile(f"{folder}/{n}.f64", dtype="<f8") for n in ("open", "high", "low", "close", "volume")}
stamp = np.fromfile(f"{folder}/time.i64", dtype="<i8")


def wilder(s, n):
    """Wilder's average: the mean of the first n values, then weight 1/n."""
    first = s.first_valid_index()
    start = s.iloc[first:first + n].mean()
    s = s.copy()
    s.iloc[:first + n - 1] = np.nan
    s.iloc[first + n - 1] = start
    return s.ewm(alpha=1 / n, adjust=False).mean()


def compute():
    o, h, l, c, v = (pd.Series(raw[n]) for n in ("open", "high", "low", "close", "volume"))
    out = {}
    c1 = c.shift(1)
    r = c / c1 - 1
    lr = np.log(c / c1)
    out["return_1"], out["log_return_1"], out["lag_1_close"] = r, lr, c1
    sd20 = r.rolling(20).std()
    out["return_z_20"] = (r - r.rolling(20).mean()) / sd20
    out["vol_adj_mom_20"] = (c / c.shift(20) - 1) / (sd20 * np.sqrt(20))
    out["amihud"] = r.abs() / (c * v)
    v20 = v.rolling(20)
    out["volume_sma_20"] = v20.mean()
    out["volume_z_20"] = (v - out["volume_sma_20"]) / v20.std()
    out["volume_ratio_60"] = v / v.rolling(60).mean()
    out["volume_change"] = v / v.shift(1) - 1
    out["intraday_intensity"] = (2 * c - h - l) / (h - l) * v
    tp = (h + l + c) / 3
    tpv = tp * v
    vwap = tpv.rolling(20).sum() / v20.sum()
    out["dist_vwap"] = c / vwap - 1
    tr = np.maximum(h, c1) - np.minimum(l, c1)
    tr.iloc[0] = np.nan
    atr = wilder(tr, 14)
    out["atr_14"] = atr
    out["dist_vwap_atr"] = (c - vwap) / atr
    out["ibs"] = (c - l) / (h - l)
    hl = np.log(h / l)
    out["parkinson_20"] = np.sqrt((hl * hl).rolling(20).mean() / (4 * np.log(2)))
    out["atr_ratio_15"] = tr.rolling(15).mean() / c
    out["realised_vol_20"] = lr.rolling(20).std()
    out["realised_vol_60"] = lr.rolling(60).std()
    co = np.log(c / o)
    out["garman_klass_20"] = np.sqrt((0.5 * hl * hl - (2 * np.log(2) - 1) * co * co).rolling(20).mean().clip(lower=0))
    night, up, down = np.log(o / c1), np.log(h / o), np.log(l / o)
    k = 0.34 / (1.34 + 21 / 19)
    within = (up * (up - co) + down * (down - co)).rolling(20).mean()
    out["yang_zhang_20"] = np.sqrt(night.rolling(20).var() + k * co.rolling(20).var() + (1 - k) * within)
    c20 = c.rolling(20)
    mean20, spread = c20.mean(), c20.std(ddof=0)
    out["sma_5"], out["sma_20"] = c.rolling(5).mean(), mean20
    out["bb_upper_20_2"], out["bb_lower_20_2"] = mean20 + 2 * spread, mean20 - 2 * spread
    out["bb_percent"] = (c - out["bb_lower_20_2"]) / (4 * spread)
    fast = c.ewm(span=12, adjust=False, min_periods=12).mean()
    slow = c.ewm(span=26, adjust=False, min_periods=26).mean()
    line = fast - slow
    signal = line.ewm(span=9, adjust=False, min_periods=9).mean()
    out["macd_line"], out["macd_signal"], out["macd_hist"] = line, signal, line - signal
    windows = np.lib.stride_tricks.sliding_window_view(tp.to_numpy(), 20)
    tp_mean = tp.rolling(20).mean().to_numpy()
    mad = np.full(len(tp), np.nan)
    for a in range(0, len(windows), 100_000):
        part = windows[a:a + 100_000]
        mad[a + 19:a + 19 + len(part)] = np.abs(part - tp_mean[a + 19:a + 19 + len(part), None]).mean(axis=1)
    out["cci_20"] = (tp - tp_mean) / (0.015 * mad)
    d = c.diff()
    gain, loss = wilder(d.clip(lower=0), 14), wilder((-d).clip(lower=0), 14)
    out["rsi_14"] = 100 * gain / (gain + loss)
    rise, fall = h.diff(), -l.diff()
    plus = wilder(rise.where((rise > fall) & (rise > 0), 0).where(rise.notna()), 14)
    minus = wilder(fall.where((fall > rise) & (fall > 0), 0).where(fall.notna()), 14)
    out["adx_14"] = wilder(100 * (plus - minus).abs() / (plus + minus), 14)
    hh, ll = h.rolling(14).max(), l.rolling(14).min()
    out["stoch_k"] = 100 * (c - ll) / (hh - ll)
    out["stoch_d"] = out["stoch_k"].rolling(3).mean()
    out["willr_14"] = -100 * (hh - c) / (hh - ll)
    dtp = tp.diff()
    into = tpv.where(dtp > 0, 0).where(dtp.notna()).rolling(14).sum()
    outof = tpv.where(dtp < 0, 0).where(dtp.notna()).rolling(14).sum()
    out["mfi_14"] = 100 * into / (into + outof)
    for name, series, pick in (("aroon_up", h, np.argmax), ("aroon_down", l, np.argmin)):
        view = np.lib.stride_tricks.sliding_window_view(series.to_numpy(), 26)[:, ::-1]
        since = np.full(len(c), np.nan)
        for a in range(0, len(view), 100_000):
            part = view[a:a + 100_000]
            since[a + 25:a + 25 + len(part)] = pick(part, axis=1)
        out[name] = 100 * (25 - since) / 25
    out["obv"] = (np.sign(d).fillna(0) * v).cumsum()
    at = pd.DatetimeIndex(pd.to_datetime(stamp, unit="ms"))
    for name, values, first, period in (
            ("minute_of_day", at.hour * 60 + at.minute, 0, 1440), ("day_of_week", at.dayofweek + 1, 1, 7),
            ("day_of_month", at.day, 1, 31), ("month", at.month, 1, 12)):
        part = np.asarray(values, dtype=float)
        angle = 2 * np.pi * (part - first) / period
        out[name], out[name + "_sin"], out[name + "_cos"] = part, np.sin(angle), np.cos(angle)
    return out


seconds = []
for _ in range(rounds):
    begin = time.perf_counter()
    columns = compute()
    seconds.append(time.perf_counter() - begin)
for name, column in columns.items():
    np.asarray(column, dtype="<f8").tofile(f"{folder}/{name}.pandas")

# Not timed: deviations by two passes over each window, for where pandas' running sums drift.
def exact(name, n, ddof):
    s = {"close": raw["close"], "return": raw["close"], "log": raw["close"], "volume": raw["volume"]}[name]
    if name == "return":
        s = np.concatenate(([np.nan], s[1:] / s[:-1] - 1))
    if name == "log":
        s = np.concatenate(([np.nan], np.log(s[1:] / s[:-1])))
    view = np.lib.stride_tricks.sliding_window_view(s, n)
    result = np.full(len(s), np.nan)
    for a in range(0, len(view), 100_000):
        part = view[a:a + 100_000]
        result[a + n - 1:a + n - 1 + len(part)] = part.std(axis=1, ddof=ddof)
    return result


exact("log", 20, 1).astype("<f8").tofile(f"{folder}/realised_vol_20.exact")
exact("log", 60, 1).astype("<f8").tofile(f"{folder}/realised_vol_60.exact")
c, spread = raw["close"], exact("close", 20, 0)
mean = np.full(len(c), np.nan)
mean[19:] = np.lib.stride_tricks.sliding_window_view(c, 20).mean(axis=1)
(mean + 2 * spread).astype("<f8").tofile(f"{folder}/bb_upper_20_2.exact")
(mean - 2 * spread).astype("<f8").tofile(f"{folder}/bb_lower_20_2.exact")
((c - mean + 2 * spread) / (4 * spread)).astype("<f8").tofile(f"{folder}/bb_percent.exact")
ret = np.concatenate(([np.nan], c[1:] / c[:-1] - 1))
rmean = np.full(len(c), np.nan)
rmean[20:] = np.lib.stride_tricks.sliding_window_view(ret[1:], 20).mean(axis=1)
rsd = exact("return", 20, 1)
((ret - rmean) / rsd).astype("<f8").tofile(f"{folder}/return_z_20.exact")
back = np.concatenate((np.full(20, np.nan), c[20:] / c[:-20] - 1))
(back / (rsd * np.sqrt(20))).astype("<f8").tofile(f"{folder}/vol_adj_mom_20.exact")
v = raw["volume"]
vmean = np.full(len(v), np.nan)
vmean[19:] = np.lib.stride_tricks.sliding_window_view(v, 20).mean(axis=1)
((v - vmean) / exact("volume", 20, 1)).astype("<f8").tofile(f"{folder}/volume_z_20.exact")
print(json.dumps({"pandas": pd.__version__, "numpy": np.__version__, "seconds": seconds}))
