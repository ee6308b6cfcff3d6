package io.medley.local;

import io.medley.local.signin.PasswordHashes;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * Camunda Tasklist 8.6.0 in a JVM of its own: the place where reviewers may do their tasks. Its
 * user ids are the sign-in provider's user names.
 */
public final class TasklistServer extends RunningServer {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final URI url;

  private TasklistServer(ChildProcess process, URI url) {
    super(process);
    this.url = url;
  }

  /**
   * Starts Tasklist and returns when people can sign in.
   *
   * @param openSearch where the broker exports to and Tasklist stores
   * @param brokerGrpc the gateway's gRPC address; it may come up later than Tasklist
   * @param brokerRest the gateway's REST address
   * @param people who gets an account; agencies have none, because 8.6 shows every task to everyone
   * @throws ServerDidNotStart if it is not ready in time
   */
  public static TasklistServer start(
      StackHome home, URI openSearch, URI brokerGrpc, URI brokerRest, List<DemoPerson> people) {
    Path folder = home.data("tasklist");
    URI url = address(home);
    URI management = URI.create("http://127.0.0.1:" + home.port("tasklist.management"));
    ChildProcess process =
        ChildProcess.start(
            home,
            "tasklist",
            CamundaProgram.command(
                Artifacts.camunda(),
                folder,
                "tasklist",
                "io.camunda.application.StandaloneTasklist",
                List.of("-Xms256m", "-Xmx768m")),
            environment(home, openSearch, brokerGrpc, brokerRest, url, management),
            folder,
            "TERM");
    process.awaitReady(
        Duration.ofMinutes(5),
        () ->
            Http.get(management.resolve("/actuator/health/readiness")).statusCode() == 200
                && admit(openSearch, people));
    return new TasklistServer(process, url);
  }

  /**
   * The address it has, or will have, in this home; so that links can be written before it is up.
   */
  public static URI address(StackHome home) {
    return URI.create("http://127.0.0.1:" + home.port("tasklist"));
  }

  private static Map<String, String> environment(
      StackHome home, URI openSearch, URI brokerGrpc, URI brokerRest, URI url, URI management) {
    Map<String, String> environment = new TreeMap<>();
    environment.put("SERVER_ADDRESS", "127.0.0.1");
    environment.put("SERVER_PORT", Integer.toString(url.getPort()));
    environment.put("MANAGEMENT_SERVER_ADDRESS", "127.0.0.1");
    environment.put("MANAGEMENT_SERVER_PORT", Integer.toString(management.getPort()));
    // It brings a gateway of its own, whose cluster port would be fixed and open to everybody.
    environment.put("ZEEBE_GATEWAY_CLUSTER_HOST", "127.0.0.1");
    environment.put("ZEEBE_GATEWAY_CLUSTER_PORT", Integer.toString(home.port("tasklist.cluster")));
    environment.put("CAMUNDA_DATABASE_TYPE", "opensearch");
    environment.put("CAMUNDA_DATABASE_URL", openSearch.toString());
    environment.put("CAMUNDA_DATABASE_CLUSTERNAME", OpenSearchNode.CLUSTER);
    environment.put("CAMUNDA_TASKLIST_DATABASE", "opensearch");
    for (String store : List.of("OPENSEARCH", "ZEEBEOPENSEARCH")) {
      environment.put("CAMUNDA_TASKLIST_" + store + "_URL", openSearch.toString());
      environment.put("CAMUNDA_TASKLIST_" + store + "_CLUSTERNAME", OpenSearchNode.CLUSTER);
    }
    environment.put("CAMUNDA_TASKLIST_OPENSEARCH_NUMBEROFSHARDS", "1");
    environment.put("CAMUNDA_TASKLIST_OPENSEARCH_NUMBEROFREPLICAS", "0");
    environment.put("CAMUNDA_TASKLIST_ZEEBE_GATEWAYADDRESS", brokerGrpc.getAuthority());
    environment.put("CAMUNDA_TASKLIST_ZEEBE_RESTADDRESS", brokerRest.toString());
    environment.put("CAMUNDA_TASKLIST_ARCHIVERENABLED", "false");
    environment.put("CAMUNDA_TASKLIST_FEATUREFLAG_PROCESSPUBLICENDPOINTS", "false");
    // The default of five seconds is felt by everyone who waits for a task to appear.
    environment.put("CAMUNDA_TASKLIST_IMPORTER_READERBACKOFF", "300");
    environment.put("CAMUNDA_TASKLIST_IMPORTER_SCHEDULERBACKOFF", "300");
    environment.put("CAMUNDA_TASKLIST_USERID", "tasklist-operator");
    environment.put("CAMUNDA_TASKLIST_DISPLAYNAME", "Tasklist operator");
    environment.put("CAMUNDA_TASKLIST_PASSWORD", home.secret("tasklist.operator"));
    environment.put("CAMUNDA_TASKLIST_OPERATORUSERID", "tasklist-worker");
    environment.put("CAMUNDA_TASKLIST_OPERATORPASSWORD", home.secret("tasklist.worker"));
    environment.put("CAMUNDA_TASKLIST_READERUSERID", "tasklist-reader");
    environment.put("CAMUNDA_TASKLIST_READERPASSWORD", home.secret("tasklist.reader"));
    return environment;
  }

  /** Writes the people's accounts where Tasklist keeps its own; the same person twice is one. */
  private static boolean admit(URI openSearch, List<DemoPerson> people)
      throws IOException, InterruptedException {
    for (DemoPerson person : people) {
      if (!person.usesTasklist()) {
        continue;
      }
      HttpResponse<String> answer =
          Http.put(
              openSearch.resolve(
                  "/" + USER_INDEX + "/_doc/" + person.user() + "?refresh=true&op_type=index"),
              JSON.writeValueAsString(
                  Map.of(
                      "id", person.user(),
                      "userId", person.user(),
                      "displayName", person.printedName(),
                      "password", PasswordHashes.bcrypt(person.password()),
                      "roles", List.of("OPERATOR"))));
      if (answer.statusCode() / 100 != 2) {
        return false;
      }
    }
    return true;
  }

  private static final String USER_INDEX = "tasklist-user-1.4.0_";

  /** Its address, without a trailing slash; people start at {@code /tasklist}. */
  public URI url() {
    return url;
  }
}
