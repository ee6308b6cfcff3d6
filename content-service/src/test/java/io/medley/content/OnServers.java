package io.medley.content;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/**
 * A test of the whole service on real servers: PostgreSQL, Elasticsearch, the broker and the
 * sign-in provider. All such tests share one context, one database and one clock, and are kept
 * apart by fresh ids.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(classes = ContentService.class, webEnvironment = WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = ContentServers.class)
@Import({BusinessClock.class, Pieces.class})
public @interface OnServers {}
