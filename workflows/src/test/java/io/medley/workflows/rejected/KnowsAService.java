package io.medley.workflows.rejected;

import io.medley.content.rejected.PartOfAService;

/** In workflows and still holding a service's type. */
public record KnowsAService(PartOfAService service) {}
