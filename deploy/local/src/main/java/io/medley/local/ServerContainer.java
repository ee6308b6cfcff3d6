package io.medley.local;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import com.github.dockerjava.api.model.Volume;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;

/**
 * A server's container, on the home's loopback ports like a process of ours. Its data is in a
 * volume that outlives the container and goes with this JVM; servers reach each other by name in
 * one network.
 */
final class ServerContainer implements ServerRun {

  private final String name;
  private final Path log;
  private final GenericContainer<?> container;

  private ServerContainer(String name, Path log, GenericContainer<?> container) {
    this.name = name;
    this.log = log;
    this.container = container;
  }

  /**
   * What a server's container is made of.
   *
   * @param image which image, with its version
   * @param data where the image keeps its data
   * @param ports the image's ports, each with the loopback port it is reached at
   * @param command replaces the image's own; empty keeps it
   */
  record Recipe(
      String image,
      String data,
      Map<Integer, Integer> ports,
      Map<String, String> environment,
      List<String> command) {

    Recipe {
      ports = Map.copyOf(ports);
      environment = Map.copyOf(environment);
      command = List.copyOf(command);
    }
  }

  /**
   * Starts a container and returns at once.
   *
   * @param name the server's name in the home, and in the network
   * @throws ServerDidNotStart if no Docker answers, or it does not start the container
   */
  @SuppressWarnings("resource") // closed by close()
  static ServerContainer start(StackHome home, String name, Recipe recipe) {
    Path log = home.log(name);
    requireDocker(System.getenv("DOCKER_HOST"), log);
    GenericContainer<?> container =
        new GenericContainer<>(recipe.image())
            .withNetwork(Network.SHARED)
            .withNetworkAliases(name)
            .withEnv(recipe.environment())
            .withLogConsumer(frame -> append(log, frame.getBytes()))
            .withCreateContainerCmdModifier(
                command -> {
                  List<PortBinding> bindings = new ArrayList<>();
                  recipe
                      .ports()
                      .forEach(
                          (inside, outside) ->
                              bindings.add(
                                  new PortBinding(
                                      Ports.Binding.bindIpAndPort("127.0.0.1", outside),
                                      ExposedPort.tcp(inside))));
                  command.withExposedPorts(
                      bindings.stream().map(PortBinding::getExposedPort).toList());
                  Objects.requireNonNull(command.getHostConfig())
                      .withPortBindings(bindings)
                      .withBinds(new Bind(volume(home, name), new Volume(recipe.data())));
                });
    if (!recipe.command().isEmpty()) {
      container.withCommand(recipe.command().toArray(String[]::new));
    }
    try {
      container.start();
    } catch (RuntimeException failure) {
      throw new ServerDidNotStart(
          "Docker could not start %s from %s.".formatted(name, recipe.image()), log, failure);
    }
    return new ServerContainer(name, log, container);
  }

  /**
   * Lets pass if a Docker answers.
   *
   * @param address where it is said to be; null looks in the usual places
   * @throws ServerDidNotStart one sentence otherwise
   */
  private static void requireDocker(@Nullable String address, Path log) {
    boolean named = address != null && !address.isBlank();
    if ((named && !listens(URI.create(address)))
        || !DockerClientFactory.instance().isDockerAvailable()) {
      throw new ServerDidNotStart(
          "MEDLEY_STACK=containers needs Docker, and none answers%s: start it, or leave MEDLEY_STACK out to run the same products without containers."
              .formatted(named ? " at " + address : ""),
          log);
    }
  }

  /** Another Docker than the one that was named would be a surprise: only that one is asked. */
  private static boolean listens(URI address) {
    try {
      if ("unix".equals(address.getScheme())) {
        return connects(UnixDomainSocketAddress.of(address.getPath()), StandardProtocolFamily.UNIX);
      }
      return !"tcp".equals(address.getScheme())
          || connects(
              new InetSocketAddress(address.getHost(), address.getPort()),
              StandardProtocolFamily.INET);
    } catch (IOException nobody) {
      return false;
    }
  }

  private static boolean connects(SocketAddress address, StandardProtocolFamily family)
      throws IOException {
    try (SocketChannel channel = SocketChannel.open(family)) {
      return channel.connect(address);
    }
  }

  private static String volume(StackHome home, String server) {
    String name = "medley-" + home.folder().getFileName() + "-" + server;
    Map<String, String> labels = new HashMap<>(DockerClientFactory.DEFAULT_LABELS);
    // By which it is removed when this JVM has ended, however it ended.
    labels.put(DockerClientFactory.TESTCONTAINERS_SESSION_ID_LABEL, DockerClientFactory.SESSION_ID);
    DockerClientFactory.lazyClient().createVolumeCmd().withName(name).withLabels(labels).exec();
    return name;
  }

  private static void append(Path log, byte @Nullable [] bytes) {
    try {
      if (bytes != null) {
        Files.write(log, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Path log() {
    return log;
  }

  @Override
  public boolean isAlive() {
    return container.isRunning();
  }

  @Override
  public int exitValue() {
    Long code = container.getCurrentContainerInfo().getState().getExitCodeLong();
    return code == null ? -1 : code.intValue();
  }

  @Override
  public void close() {
    if (container.isRunning()) {
      client().stopContainerCmd(container.getContainerId()).withTimeout(30).exec();
    }
    container.stop();
  }

  @Override
  public void kill() {
    client().killContainerCmd(container.getContainerId()).exec();
    container.stop();
  }

  private DockerClient client() {
    return container.getDockerClient();
  }
}
