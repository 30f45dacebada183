package io.plimsoll.batch.items.http;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.plimsoll.contracts.batch.BatchOptions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The request for a batch.
 *
 * @param processor what is done with each item
 * @param items 1 to 10,000
 * @param options how
 */
public record BatchBody(
    @Nullable String processor,
    @JsonDeserialize(using = ItemListReader.class) @Nullable List<Object> items,
    @Nullable BatchOptions options) {}
