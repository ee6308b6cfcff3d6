package io.medley.local;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A real Zeebe broker (8.6.0, in a container 8.9) with its gateway (gRPC and REST) on loopback
 * ports. User tasks and incidents are exported to our Elasticsearch as {@code
 * zeebe-record_user-task_*} and {@code zeebe-record_incident_*}, one by one, as they happen.
 */
public final class ZeebeBroker extends RunningServer {

  /**
   * How a broker is started.
   *
   * @param elasticsearch where task and incident records go, or null for nowhere; may come up later
   *     than the broker
   * @param openSearch where Tasklist reads everything from, or null without Tasklist; may come up
   *     later than the broker
   * @param controlledClock whether {@link ZeebeBroker#clock()} may move time
   * @param partitions the number of partitions; fixed at the first start in a home
   */
  public record Options(
      @Nullable URI elasticsearch,
      @Nullable URI openSearch,
      boolean controlledClock,
      int partitions) {

    /** For tests: exports to this Elasticsearch, time under control, one partition. */
    public static Options forTests(URI elasticsearch) {
      return new Options(elasticsearch, null, true, 1);
    }
  }

  private final URI grpc;
  private final URI rest;
  private final URI management;
  private final boolean controlledClock;

  private ZeebeBroker(ServerRun run, URI grpc, URI rest, URI management, boolean controlledClock) {
    super(run);
    this.grpc = grpc;
    this.rest = rest;
    this.management = management;
    this.controlledClock = controlledClock;
  }

  /**
   * Starts the broker kept in this home and returns when a REST command has been processed by its
   * partition, and its clock answers if it can be moved.
   */
  public static ZeebeBroker start(StackHome home, Options options) {
    URI grpc = grpcAddress(home);
    URI rest = restAddress(home);
    URI management = URI.create("http://127.0.0.1:" + home.port("broker.management"));
    // Tasklist 8.6 reads the exports of a broker of its own release, also beside containers.
    StackKind kind = options.openSearch() == null ? StackKind.chosen() : StackKind.LOCAL;
    ServerRun run =
        switch (kind) {
          case LOCAL -> process(home, options, grpc, rest, management);
          case CONTAINERS -> container(home, options, grpc, rest, management);
        };
    run.awaitReady(
        Duration.ofMinutes(5),
        () ->
            Http.post(
                            rest.resolve("/v2/messages/publication"),
                            "{\"name\":\"medley.ready\",\"correlationKey\":\"ready\",\"timeToLive\":0}")
                        .statusCode()
                    == 200
                // Its management answers a moment later than it takes commands.
                && (!options.controlledClock()
                    || Http.get(management.resolve("/actuator/clock")).statusCode() == 200));
    return new ZeebeBroker(run, grpc, rest, management, options.controlledClock());
  }

  private static ServerRun process(
      StackHome home, Options options, URI grpc, URI rest, URI management) {
    Path folder = home.data("broker");
    return ChildProcess.start(
        home,
        "broker",
        CamundaProgram.command(
            Artifacts.camunda(),
            folder,
            "broker",
            "io.camunda.application.StandaloneBroker",
            List.of("-Xms256m", "-Xmx768m")),
        environment(home, options, folder, grpc, rest, management),
        folder,
        "TERM");
  }

  /**
   * Camunda 8.9 as broker and gateway alone: what reads from secondary storage is not asked for
   * here, tasks are found in the exported records as with 8.6.
   */
  private static ServerRun container(
      StackHome home, Options options, URI grpc, URI rest, URI management) {
    Map<String, String> environment = new TreeMap<>();
    environment.put("SPRING_PROFILES_ACTIVE", "broker,consolidated-auth,security");
    environment.put("CAMUNDA_SECURITY_AUTHENTICATION_UNPROTECTEDAPI", "true");
    environment.put("CAMUNDA_SECURITY_AUTHORIZATIONS_ENABLED", "false");
    environment.put("CAMUNDA_DATA_SECONDARYSTORAGE_TYPE", "none");
    environment.put("CAMUNDA_CLUSTER_PARTITIONCOUNT", Integer.toString(options.partitions()));
    environment.put("ZEEBE_CLOCK_CONTROLLED", Boolean.toString(options.controlledClock()));
    environment.put("JAVA_OPTS", "-Xms256m -Xmx768m -XX:+ExitOnOutOfMemoryError");
    if (options.elasticsearch() != null) {
      environment.putAll(
          taskExporter("CAMUNDA_DATA_EXPORTERS_TASKS_", URI.create("http://elasticsearch:9200")));
    }
    return ServerContainer.start(
        home,
        "broker",
        new ServerContainer.Recipe(
            Artifacts.image("camunda"),
            "/usr/local/camunda/data",
            Map.of(26500, grpc.getPort(), 8080, rest.getPort(), 9600, management.getPort()),
            environment,
            List.of()));
  }

  /** The gRPC address it has, or will have, in this home. */
  public static URI grpcAddress(StackHome home) {
    return URI.create("http://127.0.0.1:" + home.port("broker.grpc"));
  }

  /** The REST address it has, or will have, in this home. */
  public static URI restAddress(StackHome home) {
    return URI.create("http://127.0.0.1:" + home.port("broker.rest"));
  }

  private static Map<String, String> environment(
      StackHome home, Options options, Path folder, URI grpc, URI rest, URI management) {
    int internal = home.port("broker.internal");
    Map<String, String> environment = new TreeMap<>();
    environment.put("SERVER_ADDRESS", "127.0.0.1");
    environment.put("SERVER_PORT", Integer.toString(rest.getPort()));
    environment.put("MANAGEMENT_SERVER_ADDRESS", "127.0.0.1");
    environment.put("MANAGEMENT_SERVER_PORT", Integer.toString(management.getPort()));
    environment.put("ZEEBE_BROKER_NETWORK_HOST", "127.0.0.1");
    environment.put("ZEEBE_BROKER_GATEWAY_NETWORK_HOST", "127.0.0.1");
    environment.put("ZEEBE_BROKER_GATEWAY_NETWORK_PORT", Integer.toString(grpc.getPort()));
    environment.put(
        "ZEEBE_BROKER_NETWORK_COMMANDAPI_PORT", Integer.toString(home.port("broker.command")));
    environment.put("ZEEBE_BROKER_NETWORK_INTERNALAPI_PORT", Integer.toString(internal));
    environment.put("ZEEBE_BROKER_CLUSTER_INITIALCONTACTPOINTS", "127.0.0.1:" + internal);
    environment.put("ZEEBE_BROKER_CLUSTER_PARTITIONSCOUNT", Integer.toString(options.partitions()));
    // A laptop takes longer than the 200 ms of the default now and then. What it is driven with is
    // bounded by the enroller; people's calls must not be refused because a machine breathes.
    environment.put("ZEEBE_BROKER_BACKPRESSURE_AIMD_REQUESTTIMEOUT", "1s");
    environment.put("ZEEBE_BROKER_BACKPRESSURE_AIMD_MINLIMIT", "32");
    environment.put("ZEEBE_BROKER_DATA_DIRECTORY", folder.resolve("data").toString());
    environment.put("ZEEBE_BROKER_DATA_SNAPSHOTPERIOD", "1m");
    environment.put("ZEEBE_BROKER_DATA_LOGSEGMENTSIZE", "16MB");
    environment.put("ZEEBE_BROKER_DATA_DISK_FREESPACE_PROCESSING", "500MB");
    environment.put("ZEEBE_BROKER_DATA_DISK_FREESPACE_REPLICATION", "300MB");
    environment.put("ZEEBE_BROKER_EXPERIMENTAL_ROCKSDB_MEMORYLIMIT", "128MB");
    environment.put("ZEEBE_CLOCK_CONTROLLED", Boolean.toString(options.controlledClock()));
    Optional.ofNullable(options.elasticsearch())
        .ifPresent(url -> environment.putAll(taskExporter("ZEEBE_BROKER_EXPORTERS_TASKS_", url)));
    Optional.ofNullable(options.openSearch())
        .ifPresent(url -> environment.putAll(tasklistExporter(url)));
    return environment;
  }

  private static Map<String, String> taskExporter(String exporter, URI elasticsearch) {
    Map<String, String> environment = new TreeMap<>();
    environment.put(exporter + "CLASSNAME", "io.camunda.zeebe.exporter.ElasticsearchExporter");
    environment.put(exporter + "ARGS_URL", elasticsearch.toString());
    // People wait for these few records: each is sent as it comes.
    environment.put(exporter + "ARGS_BULK_DELAY", "1");
    environment.put(exporter + "ARGS_BULK_SIZE", "1");
    environment.put(exporter + "ARGS_INDEX_NUMBEROFSHARDS", "1");
    environment.put(exporter + "ARGS_INDEX_NUMBEROFREPLICAS", "0");
    List<String> silent = new ArrayList<>(SWITCHES);
    silent.removeAll(List.of("USERTASK", "INCIDENT"));
    silent.forEach(kind -> environment.put(exporter + "ARGS_INDEX_" + kind, "false"));
    environment.put(exporter + "ARGS_INDEX_USERTASK", "true");
    environment.put(exporter + "ARGS_INDEX_INCIDENT", "true");
    return environment;
  }

  /** The record kinds the exporter of 8.6 would send by default. */
  private static final List<String> SWITCHES =
      List.of(
          "DECISION",
          "DECISIONEVALUATION",
          "DECISIONREQUIREMENTS",
          "DEPLOYMENT",
          "ERROR",
          "INCIDENT",
          "JOB",
          "JOBBATCH",
          "MESSAGE",
          "MESSAGEBATCH",
          "MESSAGESUBSCRIPTION",
          "PROCESS",
          "PROCESSINSTANCE",
          "PROCESSINSTANCEBATCH",
          "PROCESSINSTANCECREATION",
          "PROCESSINSTANCEMIGRATION",
          "PROCESSINSTANCEMODIFICATION",
          "PROCESSMESSAGESUBSCRIPTION",
          "VARIABLE",
          "VARIABLEDOCUMENT",
          "CHECKPOINT",
          "TIMER",
          "MESSAGESTARTEVENTSUBSCRIPTION",
          "PROCESSEVENT",
          "DEPLOYMENTDISTRIBUTION",
          "ESCALATION",
          "SIGNAL",
          "SIGNALSUBSCRIPTION",
          "RESOURCEDELETION",
          "COMMANDDISTRIBUTION",
          "FORM",
          "USERTASK",
          "COMPENSATIONSUBSCRIPTION",
          "MESSAGECORRELATION",
          "USER",
          "AUTHORIZATION");

  private static final Set<String> IMPORTED_BY_TASKLIST =
      Set.of("PROCESS", "PROCESSINSTANCE", "VARIABLE", "FORM", "USERTASK");

  /** Only what Tasklist imports, in large bulks. */
  private static Map<String, String> tasklistExporter(URI openSearch) {
    String exporter = "ZEEBE_BROKER_EXPORTERS_TASKLIST_";
    Map<String, String> environment = new TreeMap<>();
    // By its name: only the broker has what it is made of.
    environment.put(exporter + "CLASSNAME", "io.medley.local.exporter.TasklistExporter");
    environment.put(exporter + "ARGS_URL", openSearch.toString());
    environment.put(exporter + "ARGS_BULK_DELAY", "1");
    environment.put(exporter + "ARGS_BULK_SIZE", "1000");
    environment.put(exporter + "ARGS_INDEX_NUMBEROFSHARDS", "1");
    environment.put(exporter + "ARGS_INDEX_NUMBEROFREPLICAS", "0");
    SWITCHES.forEach(
        kind ->
            environment.put(
                exporter + "ARGS_INDEX_" + kind,
                Boolean.toString(IMPORTED_BY_TASKLIST.contains(kind))));
    return environment;
  }

  /** The gateway's gRPC address, {@code http://127.0.0.1:<port>} (plaintext). */
  public URI grpcAddress() {
    return grpc;
  }

  /** The gateway's REST address, without a trailing slash. */
  public URI restAddress() {
    return rest;
  }

  /** The actuator's address, without a trailing slash. */
  public URI managementAddress() {
    return management;
  }

  /** The broker's clock; only for a broker started with a controlled one. */
  public BrokerClock clock() {
    if (!controlledClock) {
      throw new IllegalStateException("This broker runs on real time.");
    }
    return new BrokerClock(management);
  }
}
