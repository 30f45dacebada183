package io.plimsoll.platform.migration;

/** Told once, when the schema is migrated and the first connections are warm. */
public record SchemaReady() {}
