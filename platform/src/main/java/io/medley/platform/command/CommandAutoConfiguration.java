package io.medley.platform.command;

import io.medley.platform.audit.AuditSequencer;
import io.medley.platform.audit.AuditVerifier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.json.JsonMapper;

/** The commands. */
@AutoConfiguration
class CommandAutoConfiguration {

  @Bean
  ServiceCommands serviceCommands(
      ObjectProvider<Reindexer> reindexers,
      AuditSequencer sequencer,
      AuditVerifier verifier,
      JsonMapper mapper) {
    return new ServiceCommands(
        reindexers.orderedStream().toList(), sequencer, verifier, mapper, System.out);
  }
}
