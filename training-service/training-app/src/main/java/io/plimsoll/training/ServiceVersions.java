package io.plimsoll.training;

/**
 * The code that models are made by.
 *
 * @param kernel hash of everything that decides what a training gives
 * @param learning hash of everything that decides what a bundle predicts
 */
public record ServiceVersions(String kernel, String learning) {}
