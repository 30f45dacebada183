package io.plimsoll.trainingkernel.spec;

/**
 * What is wrong with one field of a request.
 *
 * @param field the field's path, e.g. {@code split.folds}
 * @param detail what was found and what was expected
 */
public record FieldFault(String field, String detail) {}
