package io.medley.platform;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** Settings that hold for every service; anything else that sets them wins. */
final class PlatformDefaults implements EnvironmentPostProcessor {

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    if (environment.getPropertySources().contains("medleyDefaults")) {
      return;
    }
    Map<String, Object> defaults = new LinkedHashMap<>();
    // Only --migrate runs Flyway, and as the owner: the services' role cannot create tables.
    defaults.put("spring.flyway.enabled", "false");
    defaults.put("spring.flyway.locations", "classpath:db/platform,classpath:db/migration");
    defaults.put("spring.flyway.placeholders.appRole", "${medley.database.app-role:}");
    defaults.put("spring.session.jdbc.initialize-schema", "never");
    defaults.put("server.shutdown", "graceful");
    defaults.put("spring.lifecycle.timeout-per-shutdown-phase", "20s");
    defaults.put("spring.threads.virtual.enabled", "true");
    defaults.put("server.servlet.session.timeout", "8h");
    // Cookies ignore ports: services on one host must not share a name.
    defaults.put("server.servlet.session.cookie.name", "medley-${medley.service}");
    defaults.put("server.servlet.session.cookie.http-only", "true");
    // Lax: the way back from the sign-in provider is a cross-site GET.
    defaults.put("server.servlet.session.cookie.same-site", "lax");
    defaults.put("management.endpoint.health.probes.enabled", "true");
    defaults.put("management.endpoint.health.show-details", "when-authorized");
    // A mail server that is away delays mail; the service is well.
    defaults.put("management.health.mail.enabled", "false");
    defaults.put("spring.mail.properties.mail.smtp.connectiontimeout", "5000");
    defaults.put("spring.mail.properties.mail.smtp.timeout", "15000");
    defaults.put("spring.mail.properties.mail.smtp.writetimeout", "15000");
    defaults.put("management.endpoints.web.exposure.include", "health,info,metrics");
    defaults.put("spring.servlet.multipart.max-file-size", "512MB");
    defaults.put("spring.servlet.multipart.max-request-size", "513MB");
    defaults.put("server.compression.enabled", "true");
    defaults.put("spring.web.resources.cache.cachecontrol.no-cache", "true");
    defaults.put("spring.datasource.hikari.maximum-pool-size", "24");
    environment.getPropertySources().addLast(new MapPropertySource("medleyDefaults", defaults));
  }
}
