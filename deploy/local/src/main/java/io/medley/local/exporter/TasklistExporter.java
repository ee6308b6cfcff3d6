package io.medley.local.exporter;

import io.camunda.zeebe.exporter.api.Exporter;
import io.camunda.zeebe.exporter.api.context.Context;
import io.camunda.zeebe.exporter.api.context.Controller;
import io.camunda.zeebe.exporter.api.context.ScheduledTask;
import io.camunda.zeebe.protocol.record.ImmutableRecord;
import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.RecordValue;
import io.camunda.zeebe.protocol.record.value.ProcessInstanceRecordValue;
import io.camunda.zeebe.protocol.record.value.VariableRecordValue;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs inside the broker: the OpenSearch exporter, without what journeys do. A journey has no task
 * for people, but writes some two hundred records until its first wait, and Tasklist would keep
 * every one of them. It also never hears of a full second, which it cannot read.
 */
public final class TasklistExporter implements Exporter {

  /** What ids of journeys begin with; a process of people is never called so. */
  private static final String JOURNEY = "journey-";

  private final Exporter openSearch;
  private final Positions positions = new Positions();

  /** Called by the broker. */
  public TasklistExporter() throws ReflectiveOperationException {
    this(
        Class.forName("io.camunda.zeebe.exporter.opensearch.OpensearchExporter")
            .asSubclass(Exporter.class)
            .getConstructor()
            .newInstance());
  }

  TasklistExporter(Exporter openSearch) {
    this.openSearch = openSearch;
  }

  @Override
  public void configure(Context context) throws Exception {
    openSearch.configure(context);
  }

  @Override
  public void open(Controller controller) {
    positions.broker = controller;
    positions.metadata = controller.readMetadata().orElse(null);
    openSearch.open(positions);
  }

  @Override
  public void export(Record<?> record) {
    if (ofAJourney(record)) {
      positions.passed(record.getPosition());
    } else {
      positions.handedOver = record.getPosition();
      openSearch.export(withMilliseconds(record));
    }
  }

  /**
   * Tasklist 8.6 writes the time of a task without its milliseconds when they are zero, its own
   * index refuses such a time, and its importer tries the same batch again from then on: no later
   * task ever shows. One task in a thousand is written on the full second; it is told a millisecond
   * later.
   */
  private static <T extends RecordValue> Record<T> withMilliseconds(Record<T> record) {
    if (record.getTimestamp() % 1000 != 0) {
      return record;
    }
    return ImmutableRecord.<T>builder()
        .from(record)
        .withTimestamp(record.getTimestamp() + 1)
        .build();
  }

  private static boolean ofAJourney(Record<?> record) {
    return switch (record.getValue()) {
      case ProcessInstanceRecordValue element -> element.getBpmnProcessId().startsWith(JOURNEY);
      case VariableRecordValue variable -> variable.getBpmnProcessId().startsWith(JOURNEY);
      default -> false;
    };
  }

  @Override
  public void close() {
    openSearch.close();
  }

  /**
   * Tells the broker up to where it may forget its log: a record passed over counts as soon as all
   * before it that OpenSearch was to have are there.
   */
  private static final class Positions implements Controller {

    private @Nullable Controller broker;
    private long handedOver = -1;
    private long acknowledged = -1;
    private long passed = -1;
    private byte @Nullable [] metadata;

    void passed(long position) {
      passed = position;
      if (acknowledged >= handedOver) {
        tell(position);
      }
    }

    @Override
    public void updateLastExportedRecordPosition(long position) {
      acknowledged = position;
      tell(position >= handedOver ? Math.max(position, passed) : position);
    }

    @Override
    public void updateLastExportedRecordPosition(long position, byte[] metadata) {
      this.metadata = metadata;
      updateLastExportedRecordPosition(position);
    }

    private void tell(long position) {
      if (metadata == null) {
        broker().updateLastExportedRecordPosition(position);
      } else {
        broker().updateLastExportedRecordPosition(position, metadata);
      }
    }

    @Override
    public long getLastExportedRecordPosition() {
      return broker().getLastExportedRecordPosition();
    }

    @Override
    public ScheduledTask scheduleCancellableTask(Duration delay, Runnable task) {
      return broker().scheduleCancellableTask(delay, task);
    }

    @Override
    public Optional<byte[]> readMetadata() {
      return broker().readMetadata();
    }

    private Controller broker() {
      return Objects.requireNonNull(broker, "open comes first");
    }
  }
}
