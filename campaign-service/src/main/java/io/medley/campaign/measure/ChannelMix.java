package io.medley.campaign.measure;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * By which channels a brand contacts the HCPs of a market, beside what is wanted there.
 *
 * @param market ISO 3166 alpha-2
 * @param channels all that were used or are wanted, in order
 * @param groups everybody first, then by tier
 */
public record ChannelMix(String brandId, String market, List<String> channels, List<Group> groups) {

  /** A share this far from what is wanted is worth somebody's look, in points. */
  public static final int FAR = 10;

  /** Copies the lists. */
  public ChannelMix {
    channels = List.copyOf(channels);
    groups = List.copyOf(groups);
  }

  /**
   * Some of the market's HCPs.
   *
   * @param tier for the brand, without one over all brands; 0 = everybody
   * @param contacts by all channels
   * @param shares in the order of the channels
   */
  public record Group(int tier, long contacts, List<Share> shares) {

    /** Copies the list. */
    public Group {
      shares = List.copyOf(shares);
    }
  }

  /**
   * One channel's share of a group's contacts, in whole percent, as the gate reckons it.
   *
   * @param wanted null = no share is wanted
   */
  public record Share(long percent, @Nullable Integer wanted) {

    /** How far it is above (or, below zero, under) what is wanted, in points; 0 without a wish. */
    public long drift() {
      return wanted == null ? 0 : percent - wanted;
    }

    /** Whether somebody should look. */
    public boolean far() {
      return Math.abs(drift()) >= FAR;
    }
  }

  /** Contacts of one brand, market, tier and channel. */
  public record Count(String brandId, String market, int tier, String channel, long contacts) {}

  /** Counting. */
  public interface Counting {
    /** What left, or is about to, since then. */
    List<Count> since(Instant since);
  }

  /**
   * Puts counts beside what is wanted.
   *
   * @param wanted share in percent, by country and channel
   */
  static List<ChannelMix> of(List<Count> counts, Map<String, Map<String, Integer>> wanted) {
    Map<String, List<Count>> places = new TreeMap<>();
    counts.forEach(
        count ->
            places
                .computeIfAbsent(
                    count.brandId() + "\n" + count.market(), place -> new ArrayList<>())
                .add(count));
    return places.values().stream()
        .map(here -> in(here, wanted.getOrDefault(here.getFirst().market(), Map.of())))
        .toList();
  }

  private static ChannelMix in(List<Count> here, Map<String, Integer> wanted) {
    SortedSet<String> channels = new TreeSet<>(wanted.keySet());
    SortedSet<Integer> tiers = new TreeSet<>();
    for (Count count : here) {
      channels.add(count.channel());
      tiers.add(count.tier());
    }
    List<Group> groups = new ArrayList<>();
    groups.add(group(0, here, channels, wanted));
    for (int tier : tiers) {
      groups.add(
          group(tier, here.stream().filter(one -> one.tier() == tier).toList(), channels, wanted));
    }
    return new ChannelMix(
        here.getFirst().brandId(), here.getFirst().market(), List.copyOf(channels), groups);
  }

  private static Group group(
      int tier, List<Count> counts, SortedSet<String> channels, Map<String, Integer> wanted) {
    long all = counts.stream().mapToLong(Count::contacts).sum();
    List<Share> shares = new ArrayList<>();
    for (String channel : channels) {
      long by =
          counts.stream()
              .filter(count -> count.channel().equals(channel))
              .mapToLong(Count::contacts)
              .sum();
      shares.add(new Share(Math.round(100.0 * by / all), wanted.get(channel)));
    }
    return new Group(tier, all, shares);
  }
}
