package io.medley.content.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The published schema says exactly what the record holds: names, types, what may be null. */
class MetadataSchemaTest {

  private final JsonNode schema = schema();

  @Test
  void shouldDescribeEveryComponentOfTheRecordAndNothingElse() {
    assertThat(schema.path("$schema").asString()).endsWith("2020-12/schema");
    compare("", MetadataDocument.class, schema);
  }

  @Test
  void shouldSeeADifference() {
    record Other(String title) {}

    org.assertj.core.api.Assertions.assertThatThrownBy(() -> compare("", Other.class, schema))
        .isInstanceOf(AssertionError.class);
  }

  private static void compare(String path, Class<?> type, JsonNode node) {
    assertThat(node.path("additionalProperties").asBoolean(true)).as(path).isFalse();
    List<String> components =
        Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName).toList();
    assertThat(node.path("properties").propertyNames())
        .as(path)
        .containsExactlyInAnyOrderElementsOf(components);
    assertThat(node.path("required").valueStream().map(JsonNode::asString).toList())
        .as(path)
        .containsExactlyInAnyOrderElementsOf(components);
    for (RecordComponent component : type.getRecordComponents()) {
      compare(
          path + "/" + component.getName(),
          component.getGenericType(),
          nullable(component),
          node.path("properties").path(component.getName()));
    }
  }

  private static void compare(String path, Type type, boolean nullable, JsonNode node) {
    String expected;
    if (type instanceof ParameterizedType list) {
      assertThat(list.getRawType()).as(path).isEqualTo(List.class);
      expected = "array";
      compare(path + "[]", list.getActualTypeArguments()[0], false, node.path("items"));
    } else {
      Class<?> plain = (Class<?>) type;
      expected = jsonType(plain);
      if (plain == UUID.class || plain == Instant.class || plain == LocalDate.class) {
        assertThat(node.path("format").asString())
            .as(path)
            .isEqualTo(
                plain == UUID.class ? "uuid" : plain == Instant.class ? "date-time" : "date");
      }
      if (plain.isRecord()) {
        compare(path, plain, node);
      }
      if (plain.isEnum()) {
        assertThat(node.path("enum").valueStream().map(JsonNode::asString).toList())
            .as(path)
            .containsExactlyElementsOf(
                Arrays.stream(plain.getEnumConstants()).map(Object::toString).toList());
      }
    }
    JsonNode told = node.path("type");
    if (nullable) {
      assertThat(told.valueStream().map(JsonNode::asString).toList())
          .as(path)
          .containsExactly(expected, "null");
    } else {
      assertThat(told.asString("")).as(path).isEqualTo(expected);
    }
  }

  private static String jsonType(Class<?> type) {
    if (type == boolean.class) {
      return "boolean";
    }
    if (type == int.class || type == long.class || type == Integer.class) {
      return "integer";
    }
    if (type == double.class || type == Double.class) {
      return "number";
    }
    return type.isRecord() ? "object" : "string";
  }

  private static boolean nullable(RecordComponent component) {
    return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  static JsonNode schema() {
    try (var in = new ClassPathResource("schemas/asset-metadata-1.json").getInputStream()) {
      return JsonMapper.builder().build().readTree(in);
    } catch (IOException missing) {
      throw new AssertionError(missing);
    }
  }
}
