package io.medley.platform.wrong;

import io.medley.content.KnowsContent;

/** Platform reaching up. */
public record KnowsAService(KnowsContent content) {}
