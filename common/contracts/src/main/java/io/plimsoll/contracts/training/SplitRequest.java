package io.plimsoll.contracts.training;

import org.jspecify.annotations.Nullable;

/**
 * How the rows of a training are divided; every absent member has its default.
 *
 * @param scheme walk_forward, purged_kfold or holdout; default walk_forward
 * @param window expanding or rolling; default expanding
 * @param folds how many; default 5
 * @param trainWindow bars of a rolling training window; default what the folds leave
 * @param testWindow bars of a test window; default what the folds leave
 * @param purge bars dropped between training and test; default the horizon, never less
 * @param embargo bars dropped after a test window; default 0
 * @param holdout the locked share of rows at the end; default 0.15
 */
public record SplitRequest(
    @Nullable String scheme,
    @Nullable String window,
    @Nullable Number folds,
    @Nullable Number trainWindow,
    @Nullable Number testWindow,
    @Nullable Number purge,
    @Nullable Number embargo,
    @Nullable Number holdout) {}
