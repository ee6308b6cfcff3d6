package io.medley.local.signin;

import io.medley.local.DemoPerson;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.security.web.csrf.CsrfToken;

/**
 * The sign-in page. It lists the demo people: a click fills the form, which works without
 * JavaScript too.
 */
final class SignInPages extends HttpServlet {

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    switch (request.getRequestURI()) {
      case "/" -> response.sendRedirect("/login");
      case "/login" -> {
        response.setContentType("text/html;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.getWriter().write(page(request));
      }
      default -> response.sendError(404);
    }
  }

  private static String page(HttpServletRequest request) {
    CsrfToken csrf = (CsrfToken) request.getAttribute(CsrfToken.class.getName());
    Optional<DemoPerson> chosen =
        Optional.ofNullable(request.getParameter("as"))
            .flatMap(
                user ->
                    DemoPerson.ALL.stream()
                        .filter(person -> person.user().equals(user))
                        .findFirst());
    String said =
        request.getParameter("locked") != null
            ? "<p role=alert class=wrong>Too many wrong passwords: this account is locked for %d minutes, and security was told. Wait, or ask an administrator.</p>"
                .formatted(LockOut.LOCKED.toMinutes())
            : request.getParameter("error") != null
                ? "<p role=alert class=wrong>This name and password do not belong together. Try again.</p>"
                : request.getParameter("signed-out") != null
                    ? "<p role=status>You are signed out.</p>"
                    : "";
    StringBuilder people = new StringBuilder();
    for (DemoPerson person : DemoPerson.ALL) {
      people
          .append("<li><a href=\"/login?as=")
          .append(person.user())
          .append("\"><b>")
          .append(person.printedName())
          .append("</b> <span>")
          .append(
              String.join(", ", person.roles().stream().sorted().map(SignInPages::spoken).toList()))
          .append(person.agency().map(agency -> ", agency " + agency).orElse(""))
          .append("</span></a></li>");
    }
    return """
    <!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
    <link rel="icon" type="image/svg+xml" href="data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHZpZXdCb3g9IjAgMCAzMiAzMiI+PHJlY3Qgd2lkdGg9IjMyIiBoZWlnaHQ9IjMyIiByeD0iNyIgZmlsbD0iIzFkNGVkOCIvPjxwYXRoIGQ9Ik04IDIzVjEwbDggOCA4LTh2MTMiIGZpbGw9Im5vbmUiIHN0cm9rZT0iI2ZmZiIgc3Ryb2tlLXdpZHRoPSIzLjIiIHN0cm9rZS1saW5lY2FwPSJyb3VuZCIgc3Ryb2tlLWxpbmVqb2luPSJyb3VuZCIvPjwvc3ZnPgo=">
    <title>Sign in to Medley</title><style>
    :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; --line: #8886; --accent: #0b5cad }
    @media (prefers-color-scheme: dark) { :root { --accent: #6cb2ff } }
    body { max-width: 56rem; margin: 8vh auto; padding: 0 1rem; display: grid; grid-template-columns: repeat(auto-fit, minmax(18rem, 1fr)); gap: 3rem }
    h1 { font-size: 1.5rem; margin: 0 0 1rem } h2 { font-size: 1rem; margin: .4rem 0 .75rem }
    label { display: block; font-weight: 600; margin-top: 1rem }
    input { font: inherit; width: 100%%; box-sizing: border-box; padding: .5rem; border: 1px solid var(--line); border-radius: 4px }
    button { font: inherit; font-weight: 600; margin-top: 1.5rem; padding: .5rem 1.5rem; border: 0; border-radius: 4px; background: #0b5cad; color: white; cursor: pointer }
    ul { list-style: none; margin: 0; padding: 0 } li { border-top: 1px solid var(--line) }
    li a { display: flex; justify-content: space-between; gap: 1rem; padding: .5rem 0; color: inherit; text-decoration: none }
    li a:hover b { color: var(--accent) } li span { opacity: .75; text-align: right } .wrong { color: #c0261c } .note { opacity: .75; font-size: .875rem }
    :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
    </style></head><body>
    <main><h1>Sign in to Medley</h1>%s
    <form method="post" action="/login">
    <input type="hidden" name="%s" value="%s">
    <label for="username">User name</label>
    <input id="username" name="username" autocomplete="username" value="%s" required %s>
    <label for="password">Password</label>
    <input id="password" name="password" type="password" autocomplete="current-password" value="%s" required>
    <button type="submit">Sign in</button></form></main>
    <aside><h2>Demo people</h2><ul>%s</ul>
    <p class="note">All fictional. A click fills the form; every password is <code>demo-</code> followed by the user name.</p></aside>
    </body></html>
    """
        .formatted(
            said,
            csrf.getParameterName(),
            csrf.getToken(),
            chosen.map(DemoPerson::user).orElse(""),
            chosen.isEmpty() ? "autofocus" : "",
            chosen.map(DemoPerson::password).orElse(""),
            people);
  }

  private static String spoken(String role) {
    return switch (role) {
      case "AGENCY" -> "uploads";
      case "COORDINATOR" -> "coordinates reviews";
      case "REVIEWER" -> "reviews";
      case "SIGNATORY" -> "signs finally";
      case "MARKETER" -> "runs campaigns";
      case "REP" -> "visits doctors";
      case "ADMIN" -> "administers";
      default -> role;
    };
  }
}
