"""Makes reference.json: what scikit-learn says about a small fixture.

Usage: python3 reference.py > reference.json      (Debian: python3-sklearn)

The fixture comes from a linear congruential generator, so that it needs no library's random
numbers. References are made with tol 1e-12; the intercept is not penalised.
"""
import json

import numpy as np
from sklearn.linear_model import ElasticNet, Lasso, LogisticRegression, Ridge
from sklearn.metrics import log_loss, mean_squared_error, roc_auc_score

ROWS, COLUMNS, TEST_FROM, REPEATS = 240, 6, 180, 5
state = 12345


def uniform():
    global state
    state = (1103515245 * state + 12345) % 2147483648
    return state / 2147483648


def permutation(n):
    order = list(range(n))
    for i in range(n - 1, 0, -1):
        j = int(uniform() * (i + 1))
        order[i], order[j] = order[j], order[i]
    return order


x = np.array([[uniform() * 2 - 1 for _ in range(COLUMNS)] for _ in range(ROWS)])
x[:, 3] = 0.7 * x[:, 0] + 0.3 * x[:, 3]
noise = np.array([uniform() - 0.5 for _ in range(ROWS)])
y = 0.02 * (1.5 * x[:, 0] - 0.8 * x[:, 1] + 0.1 * x[:, 4] + noise) + 0.003
label = (y > np.median(y[:TEST_FROM])).astype(float)

# As the service does: standardised by the training rows (ddof 0).
mean, deviation = x[:TEST_FROM].mean(axis=0), x[:TEST_FROM].std(axis=0)
z = (x - mean) / deviation
train, test = z[:TEST_FROM], z[TEST_FROM:]
y_train, y_test = y[:TEST_FROM], y[TEST_FROM:]
spread = y_train.std()


def linear(model, scale):
    model.fit(train, y_train / scale)
    return {"intercept": float(model.intercept_ * scale), "coefficients": [float(c * scale) for c in model.coef_]}


out = {"x": x.tolist(), "y": y.tolist(), "label": label.tolist(), "test_from": TEST_FROM}
out["ridge_regression"] = {"alpha": 2.5, **linear(Ridge(alpha=2.5, tol=1e-12, solver="cholesky"), 1.0)}
out["lasso_regression"] = {"alpha": 0.05, **linear(Lasso(alpha=0.05, tol=1e-12, max_iter=100000), spread)}
out["elasticnet_regression"] = {
    "alpha": 0.01, "l1_ratio": 0.5,
    **linear(ElasticNet(alpha=0.01, l1_ratio=0.5, tol=1e-12, max_iter=100000), spread)}
logistic = LogisticRegression(C=0.7, tol=1e-12, solver="newton-cg", max_iter=10000)
logistic.fit(train, label[:TEST_FROM])
out["logistic_classification"] = {
    "c": 0.7, "intercept": float(logistic.intercept_[0]), "coefficients": [float(c) for c in logistic.coef_[0]]}
probability = logistic.predict_proba(test)[:, 1]
out["auc"] = float(roc_auc_score(label[TEST_FROM:], probability))
out["log_loss"] = float(log_loss(label[TEST_FROM:], probability))

ridge = Ridge(alpha=2.5, tol=1e-12, solver="cholesky").fit(train, y_train)
base = mean_squared_error(y_test, ridge.predict(test))
out["mse"] = float(base)
out["permutations"] = [[permutation(ROWS - TEST_FROM) for _ in range(REPEATS)] for _ in range(COLUMNS)]
importance = []
for j in range(COLUMNS):
    values = []
    for order in out["permutations"][j]:
        shuffled = test.copy()
        shuffled[:, j] = test[order, j]
        values.append(mean_squared_error(y_test, ridge.predict(shuffled)) / base - 1)
    importance.append({"mean": float(np.mean(values)), "std": float(np.std(values, ddof=1))})
out["importance"] = importance
print(json.dumps(out))
