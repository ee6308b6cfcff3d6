package io.medley.local.signin;

import io.medley.local.LocalServer;
import io.medley.local.StackHome;
import jakarta.servlet.DispatcherType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.webresources.TomcatURLStreamHandlerFactory;
import org.apache.tomcat.util.modeler.Registry;
import org.springframework.security.web.session.HttpSessionEventPublisher;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.filter.DelegatingFilterProxy;

/**
 * An OpenID provider on a loopback port, for demo people and for the services.
 *
 * <p>Its clients: {@code content} and {@code campaign} (authorization code; secrets in the home;
 * redirect to {@code /login/oauth2/code/medley} on 127.0.0.1, any port), {@code demo} (public,
 * PKCE; used by {@link SignInClient}), {@code campaign-service} and {@code content-service} (client
 * credentials, scope {@code feed}).
 *
 * <p>{@code prompt=login} and {@code max_age} are enforced; {@code auth_time} says when the
 * password was typed. ID and access tokens carry {@code sub}, {@code name}, {@code email}, {@code
 * roles}, {@code groups}, and {@code agency} for agency people. The signing key is kept in the
 * home, so tokens outlive a restart; sessions do not.
 *
 * <p>Plain Tomcat and one Spring context of its own, without Boot: it must be able to live in the
 * JVM of a service under test without configuring, or being configured by, that service.
 */
public final class SignInProvider implements LocalServer {

  private final URI issuer;
  private final Path log;
  private final StackHome home;
  private final Tomcat tomcat;
  private final AnnotationConfigWebApplicationContext spring;
  private volatile boolean running = true;

  private SignInProvider(
      URI issuer,
      Path log,
      StackHome home,
      Tomcat tomcat,
      AnnotationConfigWebApplicationContext spring) {
    this.issuer = issuer;
    this.log = log;
    this.home = home;
    this.tomcat = tomcat;
    this.spring = spring;
  }

  /** Starts the provider kept in this home. */
  public static SignInProvider start(StackHome home) {
    int port = home.port("sign-in");
    URI issuer = URI.create("http://127.0.0.1:" + port);
    Path folder = home.data("sign-in");
    AnnotationConfigWebApplicationContext spring = new AnnotationConfigWebApplicationContext();
    spring.register(SignInConfiguration.class);
    SignInSettings settings =
        new SignInSettings(issuer, home, SigningKey.kept(folder.resolve("signing-key.json")));
    spring.addBeanFactoryPostProcessor(factory -> factory.registerSingleton("settings", settings));
    try {
      TomcatURLStreamHandlerFactory.disable();
      Registry.disableRegistry();
      Tomcat tomcat = new Tomcat();
      tomcat.setBaseDir(folder.resolve("tomcat").toString());
      Connector connector = new Connector();
      connector.setProperty("address", "127.0.0.1");
      connector.setPort(port);
      tomcat.setConnector(connector);
      Path root = Files.createDirectories(folder.resolve("tomcat").resolve("root"));
      Context context = tomcat.addContext("", root.toString());
      // Cookies ignore ports: each application on 127.0.0.1 needs a name of its own.
      context.setSessionCookieName("medley-sign-in");
      if (context instanceof StandardContext standard) {
        // Its hunt for leaked threads is meant for redeployment and wants a JVM opened for it.
        standard.setClearReferencesThreadLocals(false);
        standard.setClearReferencesRmiTargets(false);
      }
      context.addServletContainerInitializer(
          (classes, servlets) -> {
            spring.setServletContext(servlets);
            spring.refresh();
            // Where the listener of sessions looks for the context it reports to.
            servlets.setAttribute(
                WebApplicationContext.ROOT_WEB_APPLICATION_CONTEXT_ATTRIBUTE, spring);
            servlets.addListener(new HttpSessionEventPublisher());
            servlets
                .addFilter(
                    "security", new DelegatingFilterProxy("springSecurityFilterChain", spring))
                .addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, "/*");
            servlets.addServlet("pages", new SignInPages()).addMapping("/");
          },
          null);
      tomcat.start();
      Path log = home.log("sign-in");
      Files.writeString(log, "Sign-in on " + issuer + ".\n");
      return new SignInProvider(issuer, log, home, tomcat, spring);
    } catch (LifecycleException e) {
      throw new IllegalStateException("The sign-in provider could not be started.", e);
    } catch (IOException e) {
      throw new UncheckedIOException("The sign-in provider could not be started.", e);
    }
  }

  @Override
  public String name() {
    return "sign-in";
  }

  @Override
  public Path log() {
    return log;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** The issuer, and the root of its addresses; without a trailing slash. */
  public URI issuer() {
    return issuer;
  }

  /**
   * The secret of one of the clients {@code content}, {@code campaign}, {@code campaign-service},
   * {@code content-service}.
   */
  public String clientSecret(String clientId) {
    return SignInSettings.secret(home, clientId);
  }

  /** A client that signs demo people in here. */
  public SignInClient client() {
    return new SignInClient(issuer);
  }

  @Override
  public void close() {
    if (running) {
      running = false;
      try {
        tomcat.stop();
        tomcat.destroy();
      } catch (LifecycleException e) {
        throw new IllegalStateException("The sign-in provider could not be stopped.", e);
      } finally {
        spring.close();
      }
    }
  }
}
