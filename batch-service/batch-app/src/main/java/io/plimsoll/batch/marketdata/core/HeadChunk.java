package io.plimsoll.batch.marketdata.core;

import io.plimsoll.kernel.market.BarChunk;

/**
 * The newest chunk of a period.
 *
 * @param chunk its bars
 * @param hash its hash
 * @param version how often the period has changed, from 1
 */
public record HeadChunk(BarChunk chunk, String hash, int version) {}
