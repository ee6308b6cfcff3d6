package io.medley.campaign.channel;

import java.util.List;

/**
 * An approved HTML piece with its tokens resolved and links rewritten.
 *
 * @param html the result
 * @param alterations every difference from the approved text, by offset
 * @param links absolute addresses the piece declares, in order; a link's index is its position
 */
record RenderedPiece(String html, List<Alteration> alterations, List<String> links) {

  RenderedPiece {
    alterations = List.copyOf(alterations);
    links = List.copyOf(links);
  }
}
