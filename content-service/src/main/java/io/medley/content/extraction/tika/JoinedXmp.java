package io.medley.content.extraction.tika;

import com.adobe.internal.xmp.XMPException;
import com.adobe.internal.xmp.XMPMeta;
import com.adobe.internal.xmp.XMPMetaFactory;
import com.adobe.internal.xmp.XMPUtils;
import com.adobe.internal.xmp.options.SerializeOptions;
import org.jspecify.annotations.Nullable;

/**
 * What a file said of itself and what is added, in one packet: a licensor, a conformance level or a
 * camera stays told; where both name the same thing, the added one counts.
 */
final class JoinedXmp {

  private JoinedXmp() {}

  /** With the processing instructions that let a packet be found in a file. */
  static byte[] wrapped(byte @Nullable [] own, byte[] added) throws XMPException {
    return XMPMetaFactory.serializeToBuffer(
        join(own, added), new SerializeOptions().setPadding(16).setUseCompactFormat(false));
  }

  /** The bare element, to stand inside other mark-up. */
  static byte[] element(byte @Nullable [] own, byte[] added) throws XMPException {
    return XMPMetaFactory.serializeToBuffer(
        join(own, added),
        new SerializeOptions().setOmitPacketWrapper(true).setUseCompactFormat(false));
  }

  private static XMPMeta join(byte @Nullable [] own, byte[] added) throws XMPException {
    XMPMeta fresh = XMPMetaFactory.parseFromBuffer(added);
    if (own == null) {
      return fresh;
    }
    XMPMeta joined;
    try {
      joined = XMPMetaFactory.parseFromBuffer(own);
    } catch (XMPException broken) {
      System.err.println("The file's own packet is left out: " + broken.getMessage());
      return fresh;
    }
    XMPUtils.appendProperties(fresh, joined, true, true);
    return joined;
  }
}
