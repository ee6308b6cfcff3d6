package io.medley.campaign.dryrun;

/**
 * How HCPs and reps are assumed to respond; shares in percent. Who responds is decided by a hash,
 * so the same run always comes out the same, and a higher share only adds people.
 *
 * @param opens touches that are opened
 * @param clicks opened touches whose link is followed
 * @param acts waits for something else, e.g. a registration, that are answered
 * @param completes suggestions the rep carries out
 * @param declines suggestions the rep declines
 * @param seed changes who it is
 */
public record ResponseModel(
    int opens, int clicks, int acts, int completes, int declines, String seed) {

  /** What is assumed unless somebody says otherwise. */
  public static final ResponseModel USUAL = new ResponseModel(35, 20, 15, 45, 15, "medley");

  /** Checks the shares. */
  public ResponseModel {
    for (int share : new int[] {opens, clicks, acts, completes, declines}) {
      if (share < 0 || share > 100) {
        throw new IllegalArgumentException("A share is between 0 and 100 percent");
      }
    }
    if (completes + declines > 100) {
      throw new IllegalArgumentException("Reps cannot carry out and decline more than all");
    }
  }
}
