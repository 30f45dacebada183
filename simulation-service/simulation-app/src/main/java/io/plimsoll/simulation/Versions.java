package io.plimsoll.simulation;

/**
 * The code that simulations are made by.
 *
 * @param kernel hash of everything that decides what a simulation gives
 * @param learning hash of everything that decides what a bundle predicts
 * @param architecture the processor's, since the same code may round otherwise elsewhere
 */
public record Versions(String kernel, String learning, String architecture) {}
