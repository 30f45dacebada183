package io.plimsoll.contracts;

/**
 * One thing that is wrong with a request.
 *
 * @param field the member, parameter or header at fault, as the sender wrote it: {@code
 *     steps[0].command}
 * @param detail what was found and what was expected
 */
public record FieldFault(String field, String detail) {}
