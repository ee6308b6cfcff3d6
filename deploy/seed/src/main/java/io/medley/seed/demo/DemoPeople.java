package io.medley.seed.demo;

import io.medley.seed.Doors;
import io.medley.seed.Stack;
import io.medley.seed.http.Api;
import io.medley.seed.http.Browser;
import io.medley.seed.http.Tasklist;
import java.net.URI;

/** The demo people in front of the running stack. */
final class DemoPeople implements Road.People {

  private final Stack stack;
  private final Doors doors;
  private final MailSinkPages sink;

  DemoPeople(Stack stack, MailSinkPages sink) {
    this.stack = stack;
    this.doors = new Doors(stack);
    this.sink = sink;
  }

  @Override
  public Api content(String person) {
    return doors.api("content", person);
  }

  @Override
  public Api campaigns(String person) {
    return doors.api("campaign", person);
  }

  @Override
  public Browser browser(String person) {
    return new Browser(person, stack.password(person));
  }

  @Override
  public Tasklist tasklist(String person) {
    return new Tasklist(stack.url("tasklist"), person, stack.password(person));
  }

  @Override
  public URI contentUrl() {
    return stack.url("content");
  }

  @Override
  public DoctorsInbox inbox() {
    return new DoctorsInbox(sink);
  }
}
