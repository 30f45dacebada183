package io.plimsoll.contracts.training;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Asks for one model; the body of {@code POST /train} and of the command of the same name.
 *
 * <p>Everything but the symbol and the algorithm may be absent; absent, {@code null} and an empty
 * collection mean the same: the default. Texts and numbers are kept as they came, so that whoever
 * resolves the request can name the field at fault.
 *
 * @param symbol one symbol, or several with commas: the first is the primary, the rest is context
 * @param algorithm a name of {@code GET /algorithms}
 * @param targetCol open, high, low or close; default close
 * @param horizon how many bars ahead the target lies; default 1
 * @param targetTransform none, log_return, pct_change or log; default log_return
 * @param timeframe 1m, 5m, 15m, 1h or 1d; default 1d
 * @param hyperparameters by name; the algorithm's defaults fill in what is absent
 * @param grid candidate values per hyperparameter
 * @param saveAllGridModels whether every candidate of the grid is kept; no part of the identity
 * @param features names or groups of {@code GET /features}; default all
 * @param featureWhitelist exact names that replace {@code features}
 * @param pValueThreshold features above it are dropped inside each fold; 1 switches the test off
 * @param start first day of the data, as an ISO date or instant
 * @param end last day of the data, as an ISO date or instant
 * @param split how rows are divided into training, test and holdout
 * @param parentModelId the model this one descends from
 * @param groupId what it belongs to; no part of the identity
 * @param contextSymbols further context symbols
 * @param seed of every random choice; default 42
 * @param priority higher goes first; no part of the identity
 * @param newHoldout whether a child gives up its parent's holdout and starts a new family
 * @param minSnapshot the data snapshot that must have arrived before the data is read
 */
public record TrainModel(
    @Nullable String symbol,
    @Nullable String algorithm,
    @Nullable String targetCol,
    @Nullable Number horizon,
    @Nullable String targetTransform,
    @Nullable String timeframe,
    @Nullable Map<String, Object> hyperparameters,
    @Nullable Map<String, List<Object>> grid,
    @Nullable Boolean saveAllGridModels,
    @Nullable List<String> features,
    @Nullable List<String> featureWhitelist,
    @Nullable Number pValueThreshold,
    @Nullable String start,
    @Nullable String end,
    @Nullable SplitRequest split,
    @Nullable UUID parentModelId,
    @Nullable UUID groupId,
    @Nullable List<String> contextSymbols,
    @Nullable Number seed,
    @Nullable Number priority,
    @Nullable Boolean newHoldout,
    @Nullable String minSnapshot) {}
