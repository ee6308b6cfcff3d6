package io.medley.content.module;

import io.medley.content.asset.PieceModules;
import io.medley.content.asset.VersionId;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Tells the tags of a piece what it was assembled from. */
@Component
class ModulesOfPieces implements PieceModules {

  private final Assemblies assemblies;

  ModulesOfPieces(Assemblies assemblies) {
    this.assemblies = assemblies;
  }

  @Override
  public List<String> of(VersionId version) {
    return assemblies.find(version).stream()
        .flatMap(
            assembly ->
                Stream.concat(
                    Stream.of(assembly.template()),
                    assembly.slots().values().stream().flatMap(List::stream)))
        .map(Assemblies.Part::moduleId)
        .distinct()
        .sorted()
        .toList();
  }
}
