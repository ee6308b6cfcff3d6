package io.medley.campaign.measure.web;

import io.medley.campaign.measure.Tracking;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Base64;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The pixel and the redirect. Asking with HEAD, as link scanners do, counts as nothing. */
@Controller
class TrackingController {

  private static final byte[] PIXEL =
      Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");

  private final Tracking tracking;

  TrackingController(Tracking tracking) {
    this.tracking = tracking;
  }

  /** Always the picture: a mail program must not show a broken one for a token that is not ours. */
  @GetMapping("/t/o/{token}")
  ResponseEntity<byte[]> open(@PathVariable String token, HttpServletRequest request) {
    if (request.getMethod().equals("GET")) {
      tracking.opened(token, request.getHeader(HttpHeaders.USER_AGENT));
    }
    return ResponseEntity.ok()
        .contentType(MediaType.IMAGE_GIF)
        .cacheControl(CacheControl.noStore())
        .body(PIXEL);
  }

  @GetMapping("/t/c/{token}")
  ResponseEntity<Void> click(@PathVariable String token, HttpServletRequest request) {
    return ResponseEntity.status(HttpStatus.FOUND)
        .location(
            request.getMethod().equals("GET")
                ? tracking.clicked(token, request.getHeader(HttpHeaders.USER_AGENT))
                : tracking.target(token))
        .cacheControl(CacheControl.noStore())
        .build();
  }
}
