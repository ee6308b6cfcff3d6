package io.medley.content;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The published description says what the service does: every endpoint under {@code /api} with its
 * parameters and the members of its bodies, and no other.
 */
class ApiDescriptionTest {

  private static final Pattern VARIABLE = Pattern.compile("\\{[^}]*}");

  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "patch", "delete", "head");

  private static final Map<String, List<Method>> MAPPED = new TreeMap<>();
  private static final Map<String, Map<String, Object>> DESCRIBED = new TreeMap<>();
  private static Map<String, Object> document = Map.of();

  @BeforeAll
  static void shouldReadBoth() throws IOException {
    ClassPathScanningCandidateComponentProvider scan =
        new ClassPathScanningCandidateComponentProvider(false);
    scan.addIncludeFilter(new AnnotationTypeFilter(Controller.class));
    for (String root : List.of("io.medley.content", "io.medley.platform")) {
      scan.findCandidateComponents(root)
          .forEach(
              found ->
                  mapped(
                      ClassUtils.resolveClassName(
                          String.valueOf(found.getBeanClassName()),
                          ApiDescriptionTest.class.getClassLoader())));
    }
    try (InputStream in = new ClassPathResource("openapi/content-service.yaml").getInputStream()) {
      document = new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
    }
    object(document, "paths")
        .forEach(
            (path, item) ->
                map(item)
                    .forEach(
                        (method, operation) -> {
                          if (METHODS.contains(method)) {
                            DESCRIBED.put(key(method, path), whole(map(item), map(operation)));
                          }
                        }));
  }

  @Test
  void shouldDescribeEveryEndpointAndNoOther() {
    Set<String> missing = new TreeSet<>(MAPPED.keySet());
    missing.removeAll(DESCRIBED.keySet());
    Set<String> invented = new TreeSet<>(DESCRIBED.keySet());
    invented.removeAll(MAPPED.keySet());

    assertThat(missing).as("not described").isEmpty();
    assertThat(invented).as("described, but not there").isEmpty();
  }

  @Test
  void shouldNameEachOperationOnceAndSayWhatItDoesAndWhatItAnswers() {
    assertThat(DESCRIBED)
        .allSatisfy(
            (endpoint, operation) -> {
              assertThat(String.valueOf(operation.get("summary"))).hasSizeGreaterThan(10);
              assertThat(object(operation, "responses").keySet())
                  .as("%s answers", endpoint)
                  .anyMatch(status -> status.startsWith("2"));
            });
    assertThat(DESCRIBED.values().stream().map(operation -> operation.get("operationId")))
        .doesNotContainNull()
        .doesNotHaveDuplicates();
  }

  @Test
  void shouldReferToNothingThatIsNotThere() {
    List<String> broken = new ArrayList<>();
    references(document)
        .forEach(
            reference -> {
              if (resolve(reference) == null) {
                broken.add(reference);
              }
            });
    assertThat(broken).isEmpty();
  }

  @Test
  void shouldDescribeTheParametersThatAreTaken() {
    List<String> wrong = new ArrayList<>();
    MAPPED.forEach(
        (endpoint, methods) -> {
          Set<String> taken = taken(methods.getFirst());
          Set<String> described = describedParameters(DESCRIBED.getOrDefault(endpoint, Map.of()));
          if (!described.equals(taken)) {
            wrong.add("%s: described %s, takes %s".formatted(endpoint, described, taken));
          }
        });

    assertThat(wrong).isEmpty();
  }

  @Test
  void shouldDescribeTheMembersOfEveryBody() {
    List<String> wrong = new ArrayList<>();
    MAPPED.forEach(
        (endpoint, methods) -> {
          Map<String, Object> operation = DESCRIBED.getOrDefault(endpoint, Map.of());
          for (Method method : methods) {
            for (Parameter parameter : method.getParameters()) {
              if (parameter.isAnnotationPresent(RequestBody.class)) {
                compare(
                    endpoint + " request",
                    parameter.getParameterizedType(),
                    schema(object(operation, "requestBody")),
                    new HashSet<>(),
                    wrong);
              }
            }
          }
          Method method = methods.getFirst();
          Type answer = method.getGenericReturnType();
          if (answer instanceof ParameterizedType generic
              && generic.getRawType() == ResponseEntity.class) {
            answer = generic.getActualTypeArguments()[0];
          }
          compare(
              endpoint + " response", answer, schema(success(operation)), new HashSet<>(), wrong);
        });

    assertThat(wrong).isEmpty();
  }

  private static void mapped(Class<?> controller) {
    MergedAnnotation<RequestMapping> ofClass =
        MergedAnnotations.from(controller).get(RequestMapping.class);
    for (Method method : controller.getDeclaredMethods()) {
      MergedAnnotation<RequestMapping> mapping =
          MergedAnnotations.from(method).get(RequestMapping.class);
      if (!mapping.isPresent()) {
        continue;
      }
      for (String root : ofClass.isPresent() ? paths(ofClass) : List.of("")) {
        for (String path : paths(mapping)) {
          if (!(root + path).startsWith("/api/")) {
            continue;
          }
          for (RequestMethod verb : mapping.getEnumArray("method", RequestMethod.class)) {
            List<Method> methods =
                MAPPED.computeIfAbsent(key(verb.name(), root + path), k -> new ArrayList<>());
            // What one address answers in JSON goes before its other forms.
            boolean plain =
                !String.join(" ", mapping.getStringArray("produces")).contains("ld+json");
            methods.add(plain ? 0 : methods.size(), method);
          }
        }
      }
    }
  }

  private static List<String> paths(MergedAnnotation<RequestMapping> mapping) {
    List<String> paths = List.of(mapping.getStringArray("path"));
    return paths.isEmpty() ? List.of("") : paths;
  }

  private static String key(String method, String path) {
    return VARIABLE.matcher(path).replaceAll("{}") + " " + method.toLowerCase(Locale.ROOT);
  }

  private static Map<String, Object> whole(
      Map<String, Object> item, Map<String, Object> operation) {
    Map<String, Object> whole = new TreeMap<>(operation);
    List<Object> parameters = new ArrayList<>(list(item.get("parameters")));
    parameters.addAll(list(operation.get("parameters")));
    whole.put("parameters", parameters);
    return whole;
  }

  private static Set<String> taken(Method method) {
    Set<String> names = new TreeSet<>();
    int variables = 0;
    for (Parameter parameter : method.getParameters()) {
      MergedAnnotations annotations = MergedAnnotations.from(parameter);
      if (annotations.isPresent(PathVariable.class)) {
        variables++;
      } else if (annotations.isPresent(RequestHeader.class)) {
        names.add("header " + named(annotations.get(RequestHeader.class), parameter));
      } else if (annotations.isPresent(RequestParam.class)
          && parameter.getType() != MultipartFile.class) {
        names.add("query " + named(annotations.get(RequestParam.class), parameter));
      }
    }
    names.add("path " + variables);
    return names;
  }

  private static String named(MergedAnnotation<?> annotation, Parameter parameter) {
    String name = annotation.getString("name");
    return name.isEmpty() ? parameter.getName() : name;
  }

  private static Set<String> describedParameters(Map<String, Object> operation) {
    Set<String> names = new TreeSet<>();
    int variables = 0;
    for (Object one : list(operation.get("parameters"))) {
      Map<String, Object> parameter = resolved(map(one));
      if ("path".equals(parameter.get("in"))) {
        variables++;
      } else {
        names.add(parameter.get("in") + " " + parameter.get("name"));
      }
    }
    names.add("path " + variables);
    // A form's fields are taken like words of the address.
    properties(
            object(
                object(object(object(operation, "requestBody"), "content"), "multipart/form-data"),
                "schema"))
        .keySet()
        .stream()
        .filter(field -> !field.equals("file"))
        .forEach(field -> names.add("query " + field));
    return names;
  }

  private static Map<String, Object> success(Map<String, Object> operation) {
    return object(operation, "responses").entrySet().stream()
        .filter(response -> response.getKey().startsWith("2"))
        .findFirst()
        .map(response -> resolved(map(response.getValue())))
        .orElse(Map.of());
  }

  /** The schema of a body: that of JSON if it has several. */
  private static Map<String, Object> schema(Map<String, Object> body) {
    Map<String, Object> content = object(resolved(body), "content");
    return content.isEmpty()
        ? Map.of()
        : object(
            map(content.getOrDefault("application/json", content.values().iterator().next())),
            "schema");
  }

  private static void compare(
      String where,
      Type type,
      Map<String, Object> described,
      Set<Class<?>> seen,
      List<String> wrong) {
    Map<String, Object> schema = resolved(described);
    if (type instanceof ParameterizedType generic
        && generic.getRawType() instanceof Class<?> raw
        && Collection.class.isAssignableFrom(raw)) {
      compare(where + "[]", generic.getActualTypeArguments()[0], items(schema), seen, wrong);
      return;
    }
    if (!(type instanceof Class<?> java) || !java.isRecord() || !seen.add(java)) {
      return;
    }
    Map<String, Map<String, Object>> properties = properties(schema);
    Map<String, Type> members = members(java);
    if (!properties.keySet().equals(members.keySet())) {
      wrong.add(
          "%s (%s): described %s, is %s"
              .formatted(where, java.getSimpleName(), properties.keySet(), members.keySet()));
      return;
    }
    members.forEach(
        (name, member) ->
            compare(
                where + "." + name,
                member,
                Objects.requireNonNull(properties.get(name)),
                seen,
                wrong));
  }

  private static Map<String, Object> items(Map<String, Object> schema) {
    return object(schema, "items");
  }

  private static Map<String, Type> members(Class<?> java) {
    Map<String, Type> members = new TreeMap<>();
    for (RecordComponent component : java.getRecordComponents()) {
      Method accessor = component.getAccessor();
      if (accessor.isAnnotationPresent(JsonUnwrapped.class)) {
        members.putAll(members(component.getType()));
      } else if (!accessor.isAnnotationPresent(JsonIgnore.class)) {
        members.put(component.getName(), component.getGenericType());
      }
    }
    return members;
  }

  private static Map<String, Map<String, Object>> properties(Map<String, Object> described) {
    Map<String, Object> schema = resolved(described);
    Map<String, Map<String, Object>> properties = new TreeMap<>();
    object(schema, "properties").forEach((name, value) -> properties.put(name, map(value)));
    for (Object part : list(schema.get("allOf"))) {
      properties.putAll(properties(map(part)));
    }
    return properties;
  }

  /** What a reference stands for; of several forms the one that is an object. */
  private static Map<String, Object> resolved(Map<String, Object> described) {
    Object reference = described.get("$ref");
    if (reference != null) {
      Object there = resolve(String.valueOf(reference));
      return there == null ? Map.of() : resolved(map(there));
    }
    for (Object one : list(described.get("oneOf"))) {
      if (!"null".equals(map(one).get("type"))) {
        return resolved(map(one));
      }
    }
    return described;
  }

  private static @Nullable Object resolve(String reference) {
    Object here = document;
    for (String step : reference.replace("#/", "").split("/")) {
      here = here instanceof Map<?, ?> map ? map.get(step) : null;
    }
    return here;
  }

  private static List<String> references(Object node) {
    List<String> references = new ArrayList<>();
    if (node instanceof Map<?, ?> map) {
      map.forEach(
          (name, value) -> {
            if ("$ref".equals(name)) {
              references.add(String.valueOf(value));
            } else {
              references.addAll(references(value));
            }
          });
    } else if (node instanceof List<?> list) {
      list.forEach(one -> references.addAll(references(one)));
    }
    return references;
  }

  private static Map<String, Object> object(Map<String, Object> parent, String name) {
    return map(parent.get(name));
  }

  private static Map<String, Object> map(@Nullable Object value) {
    Map<String, Object> typed = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((name, one) -> typed.put(String.valueOf(name), one));
    }
    return typed;
  }

  private static List<Object> list(@Nullable Object value) {
    return value instanceof List<?> list ? new ArrayList<>(list) : List.of();
  }
}
