package io.medley.content.usage;

import io.medley.content.asset.VersionId;
import io.medley.content.catalog.PieceUsage;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Usage on the catalog's cards, from what campaigns reported. */
@Component
class ReportedPieceUsage implements PieceUsage {

  private final VersionUsages usages;

  ReportedPieceUsage(VersionUsages usages) {
    this.usages = usages;
  }

  @Override
  public Map<VersionId, Usage> of(Collection<VersionId> versions) {
    return usages.of(versions).values().stream()
        .filter(usage -> usage.contacts() > 0 || !usage.campaigns().isEmpty())
        .collect(
            Collectors.toMap(
                VersionUsage::version,
                usage ->
                    new Usage(
                        usage.contacts(), usage.lastAt(), usage.hcps(), usage.campaigns().size())));
  }
}
