package io.plimsoll.training.registry.http;

import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The answer to the deletion of a model. */
@Schema(name = "Deleted")
public record DeletedView(@Schema(examples = "deleted") String status, UUID id) {}
