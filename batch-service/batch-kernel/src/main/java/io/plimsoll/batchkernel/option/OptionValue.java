package io.plimsoll.batchkernel.option;

/**
 * The price of one unit of an option and its five sensitivities.
 *
 * @param price in the currency of the spot
 * @param delta change of the price per unit of spot
 * @param gamma change of delta per unit of spot
 * @param thetaPerDay change of the price as one calendar day passes
 * @param vegaPerPoint change of the price per volatility point (.01)
 * @param rhoPerPoint change of the price per rate point (.01)
 */
public record OptionValue(
    double price,
    double delta,
    double gamma,
    double thetaPerDay,
    double vegaPerPoint,
    double rhoPerPoint) {}
