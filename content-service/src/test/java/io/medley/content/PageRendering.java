package io.medley.content;

import io.medley.platform.security.Actor;
import io.medley.platform.security.CurrentActor;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.thymeleaf.autoconfigure.ThymeleafAutoConfiguration;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.View;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;

/** Renders a template with the real layout, without a server. */
public final class PageRendering {

  private PageRendering() {}

  /** The page as the browser gets it. */
  public static Document page(String template, Actor reader, Map<String, Object> model)
      throws Exception {
    Document[] shown = new Document[1];
    new WebApplicationContextRunner()
        .withConfiguration(
            AutoConfigurations.of(
                ThymeleafAutoConfiguration.class,
                Class.forName("io.medley.platform.page.PageAutoConfiguration")))
        .withBean(Clock.class, Clock::systemUTC)
        .withBean(CurrentActor.class, () -> signedIn(reader))
        .withPropertyValues("medley.service=content", "medley.urls.content=http://127.0.0.1")
        .run(
            context -> {
              MockHttpServletRequest request = new MockHttpServletRequest();
              request.setAttribute(
                  DispatcherServlet.WEB_APPLICATION_CONTEXT_ATTRIBUTE,
                  context.getSourceApplicationContext());
              MockHttpServletResponse response = new MockHttpServletResponse();
              View view =
                  Objects.requireNonNull(
                      context
                          .getBean(ThymeleafViewResolver.class)
                          .resolveViewName(template, Locale.ENGLISH));
              view.render(model, request, response);
              shown[0] = Jsoup.parse(response.getContentAsString());
            });
    return Objects.requireNonNull(shown[0], "the page was not rendered");
  }

  private static CurrentActor signedIn(Actor reader) {
    return new CurrentActor() {
      @Override
      public Actor require() {
        return reader;
      }

      @Override
      public Optional<Actor> find() {
        return Optional.of(reader);
      }
    };
  }
}
