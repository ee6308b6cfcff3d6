package io.medley.platform.description;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
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
 * A service's OpenAPI document beside the controllers of the service. Each question answers with
 * one sentence per difference, and with nothing if there is none.
 *
 * <p>Nothing asks at run time. The class lies here because the tests of every service ask the same.
 */
public final class DescriptionComparison {

  private static final Pattern VARIABLE = Pattern.compile("\\{[^}]*}");

  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "patch", "delete", "head");

  private static final int SHORTEST_SUMMARY = 10;

  private final List<String> under;
  private final Map<String, List<Method>> mapped = new TreeMap<>();
  private final Map<String, Map<String, Object>> described = new TreeMap<>();
  private final Map<String, Object> document;

  /**
   * Reads both.
   *
   * @param service name of the document, e.g. {@code content} for {@code
   *     openapi/content-service.yaml}
   * @param controllers packages whose controllers are compared
   * @param under what the addresses to be compared begin with
   */
  public DescriptionComparison(String service, List<String> controllers, List<String> under) {
    this.under = List.copyOf(under);
    ClassPathScanningCandidateComponentProvider scan =
        new ClassPathScanningCandidateComponentProvider(false);
    scan.addIncludeFilter(new AnnotationTypeFilter(Controller.class));
    for (String root : controllers) {
      scan.findCandidateComponents(root)
          .forEach(
              found ->
                  readController(
                      ClassUtils.resolveClassName(
                          String.valueOf(found.getBeanClassName()),
                          ClassUtils.getDefaultClassLoader())));
    }
    this.document = read("openapi/%s-service.yaml".formatted(service));
    object(document, "paths")
        .forEach(
            (path, item) ->
                map(item)
                    .forEach(
                        (method, operation) -> {
                          if (METHODS.contains(method)) {
                            described.put(key(method, path), whole(map(item), map(operation)));
                          }
                        }));
  }

  /** Endpoints that are there and not described. */
  public List<String> missing() {
    Set<String> missing = new TreeSet<>(mapped.keySet());
    missing.removeAll(described.keySet());
    return List.copyOf(missing);
  }

  /** Endpoints that are described and not there. */
  public List<String> invented() {
    Set<String> invented = new TreeSet<>(described.keySet());
    invented.removeAll(mapped.keySet());
    return List.copyOf(invented);
  }

  /** Operations that say too little: no name of their own, no summary, no answer, no refusal. */
  public List<String> unclear() {
    List<String> unclear = new ArrayList<>();
    Map<String, String> names = new TreeMap<>();
    described.forEach(
        (endpoint, operation) -> {
          String name = String.valueOf(operation.getOrDefault("operationId", ""));
          String other = names.put(name, endpoint);
          if (name.isEmpty()) {
            unclear.add(endpoint + ": has no operationId");
          } else if (other != null) {
            unclear.add("%s: has the operationId of %s".formatted(endpoint, other));
          }
          if (String.valueOf(operation.getOrDefault("summary", "")).length() <= SHORTEST_SUMMARY) {
            unclear.add(endpoint + ": has no summary");
          }
          Set<String> answers = object(operation, "responses").keySet();
          if (answers.stream().noneMatch(status -> status.startsWith("2"))) {
            unclear.add(endpoint + ": has no answer");
          }
          if (answers.stream().noneMatch(status -> status.startsWith("4"))) {
            unclear.add(endpoint + ": has no refusal");
          }
        });
    return unclear;
  }

  /** References that lead nowhere. */
  public List<String> brokenReferences() {
    return references(document).stream().filter(one -> resolve(one) == null).distinct().toList();
  }

  /** Endpoints whose described parameters are not those they take. */
  public List<String> wrongParameters() {
    List<String> wrong = new ArrayList<>();
    mapped.forEach(
        (endpoint, methods) -> {
          Set<String> taken = taken(methods.getFirst());
          Set<String> said = describedParameters(described.getOrDefault(endpoint, Map.of()));
          if (!said.equals(taken)) {
            wrong.add("%s: described %s, takes %s".formatted(endpoint, said, taken));
          }
        });
    return wrong;
  }

  /** Bodies whose described members are not those of the records they are made of. */
  public List<String> wrongMembers() {
    List<String> wrong = new ArrayList<>();
    mapped.forEach(
        (endpoint, methods) -> {
          Map<String, Object> operation = described.getOrDefault(endpoint, Map.of());
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
          Type answer = methods.getFirst().getGenericReturnType();
          if (answer instanceof ParameterizedType generic
              && generic.getRawType() == ResponseEntity.class) {
            answer = generic.getActualTypeArguments()[0];
          }
          compare(
              endpoint + " response", answer, schema(success(operation)), new HashSet<>(), wrong);
        });
    return wrong;
  }

  private static Map<String, Object> read(String path) {
    try (InputStream in = new ClassPathResource(path).getInputStream()) {
      return map(new Yaml(new SafeConstructor(new LoaderOptions())).<Object>load(in));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private void readController(Class<?> controller) {
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
          String address = root + path;
          if (under.stream().noneMatch(address::startsWith)) {
            continue;
          }
          for (RequestMethod verb : mapping.getEnumArray("method", RequestMethod.class)) {
            List<Method> methods =
                mapped.computeIfAbsent(key(verb.name(), address), k -> new ArrayList<>());
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

  private Set<String> describedParameters(Map<String, Object> operation) {
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

  private Map<String, Object> success(Map<String, Object> operation) {
    return object(operation, "responses").entrySet().stream()
        .filter(response -> response.getKey().startsWith("2"))
        .findFirst()
        .map(response -> resolved(map(response.getValue())))
        .orElse(Map.of());
  }

  /** The schema of a body: that of JSON if it has several. */
  private Map<String, Object> schema(Map<String, Object> body) {
    Map<String, Object> content = object(resolved(body), "content");
    return content.isEmpty()
        ? Map.of()
        : object(
            map(content.getOrDefault("application/json", content.values().iterator().next())),
            "schema");
  }

  private void compare(
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

  private Map<String, Map<String, Object>> properties(Map<String, Object> described) {
    Map<String, Object> schema = resolved(described);
    Map<String, Map<String, Object>> properties = new TreeMap<>();
    object(schema, "properties").forEach((name, value) -> properties.put(name, map(value)));
    for (Object part : list(schema.get("allOf"))) {
      properties.putAll(properties(map(part)));
    }
    return properties;
  }

  /** What a reference stands for; of several forms the one that is an object. */
  private Map<String, Object> resolved(Map<String, Object> described) {
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

  private @Nullable Object resolve(String reference) {
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
