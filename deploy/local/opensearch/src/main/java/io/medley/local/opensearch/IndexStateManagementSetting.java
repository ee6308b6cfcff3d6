package io.medley.local.opensearch;

import java.util.List;
import org.opensearch.common.settings.Setting;
import org.opensearch.plugins.Plugin;

/**
 * Knows the one index setting of the index state management plugin that Tasklist writes at start-up
 * and that a plain OpenSearch refuses. Nothing acts on it.
 */
public final class IndexStateManagementSetting extends Plugin {

  @Override
  public List<Setting<?>> getSettings() {
    return List.of(
        Setting.simpleString(
            "index.plugins.index_state_management.policy_id",
            Setting.Property.IndexScope,
            Setting.Property.Dynamic));
  }
}
