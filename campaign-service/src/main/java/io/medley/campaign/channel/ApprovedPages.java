package io.medley.campaign.channel;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.springframework.stereotype.Component;

/**
 * Approved pages with their places found: one page goes to very many HCPs. What is kept under a
 * hash need not be trusted, since {@link RenderProof} compares what is sent with the signed hash.
 */
@Component
final class ApprovedPages {

  /** Most characters of approved text that are kept. */
  private static final long REMEMBERED = 16L * 1024 * 1024;

  private final Cache<String, ApprovedPage> remembered =
      Caffeine.newBuilder()
          .executor(Runnable::run)
          .maximumWeight(REMEMBERED)
          .weigher((String hash, ApprovedPage page) -> page.text().length())
          .build();

  /**
   * The page of a piece.
   *
   * @throws RenderRefused if it is none in UTF-8, or holds a token where none may stand
   */
  ApprovedPage of(ApprovedPiece piece) {
    return remembered.get(
        piece.contentHash(), hash -> ApprovedPage.of(HtmlRendering.decode(piece.bytes())));
  }
}
