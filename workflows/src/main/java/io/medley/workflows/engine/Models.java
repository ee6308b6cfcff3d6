package io.medley.workflows.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The models this installation runs, as they are on the class path. */
public final class Models {

  private Models() {}

  /**
   * One model.
   *
   * @param name folder and file, e.g. {@code processes/mlr-review.bpmn}
   * @param text its text
   */
  public record Model(String name, String text) {}

  /** All processes, decisions and forms, by name. */
  public static List<Model> all() {
    List<Model> models = new ArrayList<>();
    models.addAll(in("processes", "bpmn"));
    models.addAll(in("decisions", "dmn"));
    models.addAll(in("forms", "form"));
    return List.copyOf(models);
  }

  /** The processes, by name. */
  public static List<Model> processes() {
    return in("processes", "bpmn");
  }

  private static List<Model> in(String folder, String ending) {
    try {
      List<Model> models = new ArrayList<>();
      for (Resource resource :
          new PathMatchingResourcePatternResolver(Models.class.getClassLoader())
              .getResources("classpath*:" + folder + "/*." + ending)) {
        try (InputStream in = resource.getInputStream()) {
          models.add(
              new Model(
                  folder + "/" + resource.getFilename(),
                  new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        }
      }
      models.sort(Comparator.comparing(Model::name));
      return List.copyOf(models);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("The models cannot be read", unreadable);
    }
  }
}
