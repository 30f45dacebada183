package io.plimsoll.training.registry.http;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What somebody has to say about a model. */
@Schema(name = "NotesRequest")
record NotesBody(
    @Schema(examples = "weak in quiet markets, see the desk's report of May")
        @Nullable String notes) {}
