package io.medley.campaign.campaign;

import java.time.Instant;

/**
 * A journey this organisation drew itself.
 *
 * @param processId its process id
 * @param version rises with every upload
 * @param bpmnXml the model with its diagram
 * @param uploadedBy person id
 * @param uploadedAt business time
 */
public record OwnJourney(
    String processId, int version, String bpmnXml, String uploadedBy, Instant uploadedAt) {}
