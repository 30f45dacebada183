package io.plimsoll.contracts.simulation;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Asks for one simulation; the body of {@code POST /api/simulate} and of the command of the same
 * name.
 *
 * <p>Everything but the model and the ticker may be absent, which means the default. Text is kept
 * as it came, so that whoever resolves the request can name the field at fault.
 *
 * @param modelId the model whose predictions are the signal
 * @param ticker the symbol to trade
 * @param timeframe 1m, 5m, 15m, 1h or 1d; default and only allowed value the model's own
 * @param start first bar, as an ISO date or instant; default the span's first
 * @param end last bar, as an ISO date or instant; default the span's last
 * @param initialCash the account; default 10000
 * @param minPredictionThreshold a signal must exceed it in size; default 0
 * @param span out_of_fold, holdout, live or in_sample; default out_of_fold
 * @param side long, short or both; default long
 * @param sizing all_in, fraction, volatility_target or fixed; default all_in
 * @param fraction of the account, for sizing fraction; default 1
 * @param targetVolatility annual, for sizing volatility_target; default 0.15
 * @param quantity in shares, for sizing fixed; default 1
 * @param fractionalShares whether quantities need not be whole; default false
 * @param fill when an order is filled
 * @param slippageBps in each fill's price; default 1
 * @param feePerOrder default 0.02
 * @param feePerShare default 0
 * @param feeBps of the notional; default 0
 * @param minFee per order; default 0
 * @param stopLoss as a fraction of the entry price; default none
 * @param takeProfit as a fraction of the entry price; default none
 * @param maxHoldingBars default none
 * @param enableZScoreCheck whether outlying signals are dropped; default false
 * @param zScoreThreshold how far a signal may lie from the trailing mean; default 4
 * @param volatilityNormalization whether signals are divided by trailing volatility; default false
 * @param regimeCol a feature of the model whose value gates entries; default none
 * @param allowedRegimes the values at which entries are allowed
 * @param useBot whether a meta-labelling bot filters entries; default false
 * @param botThreshold the probability that it must exceed; default 0.55
 * @param allowInSample must be true for span in_sample; default false
 * @param seed part of the identity; the engine itself draws nothing; default 42
 * @param minSnapshot the data snapshot that must have arrived before the data is read
 */
public record RunSimulation(
    @Nullable UUID modelId,
    @Nullable String ticker,
    @Nullable String timeframe,
    @Nullable String start,
    @Nullable String end,
    @Nullable Double initialCash,
    @Nullable Double minPredictionThreshold,
    @Nullable String span,
    @Nullable String side,
    @Nullable String sizing,
    @Nullable Double fraction,
    @Nullable Double targetVolatility,
    @Nullable Double quantity,
    @Nullable Boolean fractionalShares,
    @Nullable FillRequest fill,
    @Nullable Double slippageBps,
    @Nullable Double feePerOrder,
    @Nullable Double feePerShare,
    @Nullable Double feeBps,
    @Nullable Double minFee,
    @Nullable Double stopLoss,
    @Nullable Double takeProfit,
    @Nullable Integer maxHoldingBars,
    @JsonProperty("enable_z_score_check") @Nullable Boolean enableZScoreCheck,
    @Nullable Double zScoreThreshold,
    @Nullable Boolean volatilityNormalization,
    @Nullable String regimeCol,
    @Nullable List<Double> allowedRegimes,
    @Nullable Boolean useBot,
    @Nullable Double botThreshold,
    @Nullable Boolean allowInSample,
    @Nullable Long seed,
    @Nullable String minSnapshot) {}
