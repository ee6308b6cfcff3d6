package io.medley.campaign.touch.content;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.medley.campaign.touch.ApprovedBytes;
import io.medley.platform.signing.Sha256;
import io.medley.platform.store.ObjectStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * {@code GET /api/objects/{sha256}}, kept in this service's own store. Bytes are verified wherever
 * they come from.
 */
@Component
class HttpApprovedBytes implements ApprovedBytes {

  private static final int LARGEST = 20 * 1024 * 1024;
  private static final long REMEMBERED = 64L * 1024 * 1024;

  private final RestClient http;
  private final ObjectStore store;
  private final Cache<String, byte[]> remembered =
      Caffeine.newBuilder()
          .executor(Runnable::run)
          .maximumWeight(REMEMBERED)
          .weigher((String hash, byte[] bytes) -> bytes.length)
          .build();

  HttpApprovedBytes(
      ContentServiceHttp contentService, ContentServiceSettings settings, ObjectStore store) {
    this.http = contentService.client(settings.timeout());
    this.store = store;
  }

  @Override
  public byte[] read(String sha256) {
    if (!Sha256.isHex(sha256)) {
      throw new BytesUnavailable("The content hash is not one.");
    }
    return remembered.get(sha256, this::fetch).clone();
  }

  private byte[] fetch(String sha256) {
    try {
      if (store.has(sha256)) {
        try (InputStream in = store.open(sha256)) {
          return verified(sha256, in.readNBytes(LARGEST + 1));
        }
      }
      byte[] bytes = http.get().uri("/api/objects/{sha256}", sha256).retrieve().body(byte[].class);
      if (bytes == null) {
        throw new BytesUnavailable("content-service answered without bytes.");
      }
      verified(sha256, bytes);
      store.put(new ByteArrayInputStream(bytes));
      return bytes;
    } catch (RestClientException | OAuth2AuthorizationException away) {
      throw new BytesUnavailable("content-service does not hand out the bytes now.", away);
    } catch (IOException broken) {
      throw new UncheckedIOException("The object store cannot be used", broken);
    }
  }

  private static byte[] verified(String sha256, byte[] bytes) {
    if (bytes.length > LARGEST) {
      throw new BytesUnavailable("The piece is larger than a message may be.");
    }
    if (!Sha256.hex(bytes).equals(sha256)) {
      throw new BytesUnavailable("The bytes do not have the approved hash.");
    }
    return bytes;
  }
}
