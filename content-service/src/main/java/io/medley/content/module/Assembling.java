package io.medley.content.module;

import io.medley.content.asset.AssetId;
import io.medley.content.asset.AssetVersion;
import io.medley.content.asset.AssetVersions;
import io.medley.content.asset.Uploading;
import io.medley.content.asset.VersionId;
import io.medley.content.module.Assemblies.Assembly;
import io.medley.content.module.Assemblies.Form;
import io.medley.content.module.Assemblies.Part;
import io.medley.content.module.AssemblyRules.Looked;
import io.medley.content.precheck.ContentModules;
import io.medley.content.precheck.ContentModules.Slot;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.security.Actor;
import io.medley.platform.store.ObjectStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.util.HtmlUtils;

/**
 * Making a piece of modules: a forbidden combination is refused at once, in words; every permitted
 * form is rendered beforehand, and the rules check each (C37).
 */
@Service
public class Assembling implements ContentModules {

  private final ModuleKeeping keeping;
  private final ModuleStore modules;
  private final Assemblies assemblies;
  private final ModuleRendering rendering;
  private final Uploading uploading;
  private final AssetVersions versions;
  private final ObjectStore store;
  private final AuditTrail audit;
  private final Clock clock;

  Assembling(
      ModuleKeeping keeping,
      ModuleStore modules,
      Assemblies assemblies,
      ModuleRendering rendering,
      Uploading uploading,
      AssetVersions versions,
      ObjectStore store,
      AuditTrail audit,
      Clock clock) {
    this.keeping = keeping;
    this.modules = modules;
    this.assemblies = assemblies;
    this.rendering = rendering;
    this.uploading = uploading;
    this.versions = versions;
    this.store = store;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * What a plan would come to.
   *
   * @param against why it must not be made; empty if it may
   * @param forms how many forms it may be sent in, or how many of them cover every pair
   * @param every whether the forms are all there are
   */
  public record Outlook(List<String> against, int forms, boolean every) {
    public Outlook {
      against = List.copyOf(against);
    }
  }

  /** Says whether a plan is allowed, before anything is made. */
  @Transactional(readOnly = true)
  public Outlook look(AssemblyPlan plan, Actor by) {
    keeping.requireReader(by);
    Looked looked = looked(plan);
    return new Outlook(looked.against(), looked.forms().choices().size(), looked.forms().every());
  }

  /**
   * Makes the piece, as a new asset or the next version of one.
   *
   * @throws ModuleRefusal.AssemblyForbidden if the modules must not be put together like this
   */
  public VersionId assemble(AssemblyPlan plan, @Nullable AssetId asset, Actor by) {
    keeping.requireReader(by);
    Looked looked = looked(plan);
    if (!looked.against().isEmpty()) {
      throw new ModuleRefusal.AssemblyForbidden(looked.against());
    }
    ModuleVersion template = template(plan).orElseThrow();
    Map<String, String> single = new LinkedHashMap<>();
    looked
        .slots()
        .forEach(
            (place, here) -> {
              if (here.size() == 1) {
                single.put(place, rendering.html(here.getFirst()));
              }
            });
    String document = document(plan, ModuleRendering.fill(template.content(), single));
    List<Form> forms = forms(plan, template, looked);
    Path file = null;
    try {
      file = Files.createTempFile("medley-assembly-", ".html");
      Files.writeString(file, document);
      return uploading
          .upload(
              file,
              null,
              fileName(plan.title()),
              asset,
              by,
              uploaded -> keep(uploaded.stored().version(), plan, template, looked, forms, by))
          .stored()
          .version()
          .id();
    } catch (IOException unwritten) {
      throw new UncheckedIOException(unwritten);
    } finally {
      delete(file);
    }
  }

  private void keep(
      AssetVersion version,
      AssemblyPlan plan,
      ModuleVersion template,
      Looked looked,
      List<Form> forms,
      Actor by) {
    Map<String, List<Part>> slots = new LinkedHashMap<>();
    looked
        .slots()
        .forEach((place, here) -> slots.put(place, here.stream().map(this::part).toList()));
    assemblies.add(
        new Assembly(
            version.id(),
            plan,
            part(template),
            slots,
            looked.forms().every(),
            forms,
            by.id(),
            clock.instant()));
    audit.append(
        new AuditEvent(
            "asset-version",
            version.id().toString(),
            "assembled",
            by,
            Map.of(
                "template",
                template.moduleId() + " v" + template.number(),
                "modules",
                slots.values().stream()
                    .flatMap(List::stream)
                    .map(part -> part.moduleId() + " v" + part.number())
                    .distinct()
                    .sorted()
                    .toList(),
                "forms",
                forms.size())));
  }

  private Part part(ModuleVersion module) {
    return new Part(module.moduleId(), module.number());
  }

  /** Every form as a document of its own, in the object store. */
  private List<Form> forms(AssemblyPlan plan, ModuleVersion template, Looked looked) {
    List<Form> forms = new ArrayList<>();
    List<String> places = List.copyOf(looked.slots().keySet());
    for (List<Integer> choice : looked.forms().choices()) {
      Map<String, String> byPlace = new LinkedHashMap<>();
      Map<String, String> chosen = new LinkedHashMap<>();
      List<String> names = new ArrayList<>();
      for (int i = 0; i < places.size(); i++) {
        List<ModuleVersion> here = looked.slots().getOrDefault(places.get(i), List.of());
        // The template comes first among the rules' places.
        ModuleVersion module = here.get(choice.get(i + 1));
        byPlace.put(places.get(i), rendering.html(module));
        chosen.put(places.get(i), module.moduleId());
        if (here.size() > 1) {
          names.add(places.get(i) + ": " + module.title());
        }
      }
      String html = document(plan, ModuleRendering.fill(template.content(), byPlace));
      forms.add(
          new Form(
              forms.size() + 1,
              names.isEmpty() ? "The only form" : String.join(" · ", names),
              chosen,
              put(html)));
    }
    return forms;
  }

  private String put(String html) {
    try {
      return store.put(new ByteArrayInputStream(html.getBytes(StandardCharsets.UTF_8))).sha256();
    } catch (IOException unwritten) {
      throw new UncheckedIOException(unwritten);
    }
  }

  /** What a version is made of, if it was assembled and this person may see it. */
  @Transactional(readOnly = true)
  public Optional<Assembly> assembly(VersionId id, Actor by) {
    versions.requireVisible(id, by);
    return assemblies.find(id);
  }

  /**
   * A form's HTML.
   *
   * @throws ModuleRefusal.ModuleUnknown if the version has no such form
   */
  @Transactional(readOnly = true)
  public String form(VersionId id, int ordinal, Actor by) {
    Form form =
        assembly(id, by).stream()
            .flatMap(assembly -> assembly.forms().stream())
            .filter(one -> one.ordinal() == ordinal)
            .findFirst()
            .orElseThrow(
                () ->
                    new ModuleRefusal.ModuleUnknown("form %d of this version".formatted(ordinal)));
    try (var in = store.open(form.htmlHash())) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Modules of these parts, by key. */
  @Transactional(readOnly = true)
  public Map<String, ModuleVersion> modules(Assembly assembly) {
    Map<String, ModuleVersion> found = new TreeMap<>();
    Stream.concat(
            Stream.of(assembly.template()),
            assembly.slots().values().stream().flatMap(List::stream))
        .forEach(
            part -> found.put(part.moduleId(), keeping.require(part.moduleId(), part.number())));
    return found;
  }

  @Override
  @Transactional(readOnly = true)
  public List<Slot> of(AssetVersion version) {
    return assemblies
        .find(version.id())
        .map(
            assembly -> {
              Part part = assembly.template();
              ModuleVersion template = keeping.require(part.moduleId(), part.number());
              Map<String, List<ModuleVersion>> slots = new LinkedHashMap<>();
              for (String place : template.places()) {
                slots.put(
                    place,
                    assembly.slots().getOrDefault(place, List.of()).stream()
                        .map(one -> keeping.require(one.moduleId(), one.number()))
                        .toList());
              }
              return AssemblyRules.slots(template, slots, rendering::text);
            })
        .orElse(List.of());
  }

  private Looked looked(AssemblyPlan plan) {
    return AssemblyRules.look(
        plan,
        template(plan).orElse(null),
        modules.inForce(plan.slots().values().stream().flatMap(List::stream).distinct().toList()),
        LocalDate.now(clock),
        rendering::text);
  }

  private Optional<ModuleVersion> template(AssemblyPlan plan) {
    return Optional.ofNullable(modules.inForce(List.of(plan.template())).get(plan.template()));
  }

  private static String document(AssemblyPlan plan, String body) {
    return "<!doctype html>\n<html lang=\"%s\">\n<head><meta charset=\"utf-8\"><title>%s</title></head>\n<body>\n%s\n</body>\n</html>\n"
        .formatted(
            HtmlUtils.htmlEscape(plan.language(), "UTF-8"),
            HtmlUtils.htmlEscape(plan.title(), "UTF-8"),
            body);
  }

  private static String fileName(String title) {
    String plain =
        title.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "-").replaceAll("^-|-$", "");
    return (plain.isEmpty() ? "assembly" : plain.substring(0, Math.min(80, plain.length())))
        + ".html";
  }

  private static void delete(@Nullable Path file) {
    try {
      if (file != null) {
        Files.deleteIfExists(Objects.requireNonNull(file));
      }
    } catch (IOException keptByTheSystem) {
      throw new UncheckedIOException(keptByTheSystem);
    }
  }
}
