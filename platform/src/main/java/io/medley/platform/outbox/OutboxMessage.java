package io.medley.platform.outbox;

import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * A message that committed with the change it describes.
 *
 * @param id the same id is stored once, whatever is repeated
 * @param topic what kind of message; decides the handlers
 * @param key messages of one topic and key are handled in order
 * @param payload the content
 */
public record OutboxMessage(UUID id, String topic, String key, JsonNode payload) {}
