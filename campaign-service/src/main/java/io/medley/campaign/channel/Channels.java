package io.medley.campaign.channel;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The channels that have an adapter. */
@Component
public class Channels {

  private final List<Channel> channels;

  Channels(List<Channel> channels) {
    this.channels = List.copyOf(channels);
  }

  /** All of them, by name. */
  public List<Channel> all() {
    return channels.stream().sorted(Comparator.comparing(Channel::name)).toList();
  }

  /** The channel of that name; empty if it cannot be used. */
  public Optional<Channel> find(String name) {
    return channels.stream().filter(channel -> channel.name().equals(name)).findFirst();
  }
}
