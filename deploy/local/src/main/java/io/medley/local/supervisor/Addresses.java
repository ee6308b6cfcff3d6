package io.medley.local.supervisor;

import io.medley.local.StackHome;
import java.net.URI;

/**
 * Where people and services find each other, known before anything runs.
 *
 * @param content content-service
 * @param campaign campaign-service
 * @param tasklist Camunda Tasklist
 * @param mail the mail sink's page
 * @param sms the SMS sink's page
 * @param signIn the sign-in provider
 */
record Addresses(URI content, URI campaign, URI tasklist, URI mail, URI sms, URI signIn) {

  static Addresses in(StackHome home) {
    return new Addresses(
        at(home, "content"),
        at(home, "campaign"),
        at(home, "tasklist"),
        at(home, "mail.http"),
        at(home, "sms"),
        at(home, "sign-in"));
  }

  private static URI at(StackHome home, String port) {
    return URI.create("http://127.0.0.1:" + home.port(port));
  }
}
