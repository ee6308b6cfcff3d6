package io.medley.platform.security;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Where people land without being signed in. */
@Controller
class SignedOutController {

  @GetMapping("/signed-out")
  String signedOut() {
    return "medley/signed-out";
  }

  @GetMapping("/sign-in-failed")
  String failed() {
    return "medley/sign-in-failed";
  }
}
