package io.medley.content.precheck;

import io.medley.content.asset.AssetVersion;
import java.util.List;

/** The changing parts of pieces that are put together when they are sent. */
public interface ContentModules {

  /** The places of a version that are filled in when it is sent. */
  List<Slot> of(AssetVersion version);

  /**
   * A place and what may stand there.
   *
   * @param token as it stands in the text, for example <code>{{module.opening}}</code>
   */
  record Slot(String token, List<Variant> variants) {
    public Slot {
      variants = List.copyOf(variants);
    }
  }

  /** One of the things that may stand in a place. */
  record Variant(String name, String text) {}
}
