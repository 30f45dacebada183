package io.plimsoll.platform.work;

/** Fired once, when a process that stops takes no more work in: neither items nor messages. */
public record IntakeEnds() {}
