package io.medley.platform.security;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Where people land whose sign-in the provider did not confirm. */
@Controller
class SignInFailedController {

  @GetMapping("/sign-in-failed")
  String failed() {
    return "medley/sign-in-failed";
  }
}
