package io.medley.local.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.zeebe.exporter.api.Exporter;
import io.camunda.zeebe.exporter.api.context.Controller;
import io.camunda.zeebe.exporter.api.context.ScheduledTask;
import io.camunda.zeebe.protocol.record.ImmutableRecord;
import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.RecordValue;
import io.camunda.zeebe.protocol.record.value.ImmutableProcessInstanceRecordValue;
import io.camunda.zeebe.protocol.record.value.ImmutableUserTaskRecordValue;
import io.camunda.zeebe.protocol.record.value.ImmutableVariableRecordValue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TasklistExporterTest {

  private static final RecordValue REVIEW = element("mlr-review");
  private static final RecordValue JOURNEY = element("journey-launch");

  private final Batching openSearch = new Batching();
  private final Broker broker = new Broker();
  private final TasklistExporter exporter = new TasklistExporter(openSearch);

  @Test
  void shouldPassOverWhatJourneysDo() {
    exporter.open(broker);

    export(1, REVIEW);
    export(2, JOURNEY);
    export(3, ImmutableVariableRecordValue.builder().withBpmnProcessId("journey-launch").build());
    export(4, ImmutableVariableRecordValue.builder().withBpmnProcessId("mlr-review").build());
    export(5, ImmutableUserTaskRecordValue.builder().withBpmnProcessId("journey-launch").build());

    assertThat(openSearch.waiting).containsExactly(1L, 4L, 5L);
  }

  @Test
  void shouldNotLetTheBrokerForgetWhatOpenSearchHasNotGot() {
    exporter.open(broker);

    export(1, REVIEW);
    export(2, JOURNEY);
    assertThat(broker.position).as("1 is not there yet").isZero();

    openSearch.flush();
    assertThat(broker.position).isEqualTo(2);
  }

  @Test
  void shouldLetTheBrokerForgetWhatWasPassedOverWhenNothingElseHappens() {
    exporter.open(broker);
    export(1, REVIEW);
    openSearch.flush();

    export(2, JOURNEY);
    export(3, JOURNEY);

    assertThat(broker.position).isEqualTo(3);
    assertThat(broker.metadata).as("what OpenSearch's exporter counts is kept").isEqualTo("1");
  }

  @Test
  void shouldKeepWhatWasCountedBeforeARestart() {
    broker.metadata = "41";
    exporter.open(broker);

    export(42, JOURNEY);

    assertThat(broker.position).isEqualTo(42);
    assertThat(broker.metadata).isEqualTo("41");
  }

  @Test
  void shouldTellNoFullSecond() {
    exporter.open(broker);

    export(1, REVIEW, Instant.parse("2026-03-02T09:00:00.000Z"));
    export(2, REVIEW, Instant.parse("2026-03-02T09:00:00.120Z"));

    assertThat(openSearch.times)
        .containsExactly(
            Instant.parse("2026-03-02T09:00:00.001Z"), Instant.parse("2026-03-02T09:00:00.120Z"));
    assertThat(openSearch.waiting).containsExactly(1L, 2L);
  }

  private void export(long position, RecordValue value) {
    export(position, value, Instant.parse("2026-03-02T09:00:00.120Z"));
  }

  private void export(long position, RecordValue value, Instant at) {
    exporter.export(
        ImmutableRecord.builder()
            .withPosition(position)
            .withTimestamp(at.toEpochMilli())
            .withValue(value)
            .build());
  }

  private static RecordValue element(String process) {
    return ImmutableProcessInstanceRecordValue.builder().withBpmnProcessId(process).build();
  }

  /** Acknowledges when told to, as the exporter does whose place it takes. */
  private static final class Batching implements Exporter {
    private final List<Long> waiting = new ArrayList<>();
    private final List<Instant> times = new ArrayList<>();
    private int counted;
    private @Nullable Controller controller;

    @Override
    public void open(Controller controller) {
      this.controller = controller;
    }

    @Override
    public void export(Record<?> record) {
      waiting.add(record.getPosition());
      times.add(Instant.ofEpochMilli(record.getTimestamp()));
    }

    void flush() {
      counted += waiting.size();
      Objects.requireNonNull(controller)
          .updateLastExportedRecordPosition(
              waiting.getLast(), Integer.toString(counted).getBytes(StandardCharsets.UTF_8));
    }
  }

  private static final class Broker implements Controller {
    private long position;
    private @Nullable String metadata;

    @Override
    public void updateLastExportedRecordPosition(long exported) {
      position = exported;
    }

    @Override
    public void updateLastExportedRecordPosition(long exported, byte[] counts) {
      position = exported;
      metadata = new String(counts, StandardCharsets.UTF_8);
    }

    @Override
    public long getLastExportedRecordPosition() {
      return position;
    }

    @Override
    public ScheduledTask scheduleCancellableTask(Duration delay, Runnable task) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<byte[]> readMetadata() {
      return Optional.ofNullable(metadata).map(text -> text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
