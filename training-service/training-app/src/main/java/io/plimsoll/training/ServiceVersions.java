package io.plimsoll.training;

/**
 * The code that models are made by.
 *
 * @param kernel hash of everything that decides what a training gives
 * @param learning hash of everything that decides what a bundle predicts
 * @param architecture the processor; another one may add in another order
 */
public record ServiceVersions(String kernel, String learning, String architecture) {}
