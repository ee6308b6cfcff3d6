package io.medley.campaign.dryrun;

import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.HcpProfile;
import io.medley.campaign.touch.ApprovalState;
import io.medley.campaign.touch.CatalogSelection;
import io.medley.campaign.touch.GateReads;
import io.medley.campaign.touch.HcpHistory;
import io.medley.campaign.touch.HcpHistory.PastPiece;
import io.medley.campaign.touch.KillSwitches;
import io.medley.campaign.touch.PastContact;
import io.medley.campaign.touch.Practice;
import io.medley.campaign.touch.RenderedForm;
import io.medley.campaign.touch.ServableVersion;
import io.medley.campaign.touch.ServableVersions;
import io.medley.campaign.touch.Suppressions;
import io.medley.campaign.touch.TouchCommand;
import io.medley.campaign.touch.WaitingTouch;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The gate's questions in a dry run: what the live rows answered at its beginning, and on top of it
 * what the run itself did. Writes nowhere.
 */
final class ShadowReads implements GateReads {

  /** Contacts older than this count for nothing: the longest window and the longest memory. */
  private static final Duration MEMORY = Duration.ofDays(366);

  private record HolidayYear(String country, int year) {}

  private record ChannelOf(HcpId hcp, String channel) {}

  private record Fitting(String brandId, String market, String channel, String audience) {}

  private final GateReads live;
  private final ServableVersions servable;
  private final Predicate<HcpProfile> seen;
  private final Instant start;
  private final Map<HcpId, Boolean> visible = new HashMap<>();
  private @Nullable List<KillSwitches.Switch> switches;
  private final ApprovalState.Lease lease;
  private final Map<String, Rules> rules = new HashMap<>();
  private final Map<String, Optional<String>> channels = new HashMap<>();
  private final Map<ChannelOf, Optional<String>> reach = new HashMap<>();
  private final Map<HolidayYear, Set<LocalDate>> holidays = new HashMap<>();
  private final Map<ChannelOf, Optional<Agreement>> consents = new HashMap<>();
  private final Map<ChannelOf, Optional<Suppressions.Why>> suppressed = new HashMap<>();
  private final Map<HcpId, Practice> practices = new HashMap<>();
  private final Map<HcpId, List<PastContact>> contacts = new HashMap<>();
  private final Map<HcpId, HcpHistory> histories = new HashMap<>();
  private final Map<HcpId, List<PastPiece>> made = new HashMap<>();
  private final Map<String, Instant> firstAsked = new HashMap<>();
  private final Map<UUID, Optional<ServableVersion>> versions = new HashMap<>();
  private final Map<Fitting, List<ServableVersion>> unservable = new HashMap<>();
  private final Map<CatalogSelection.Wanted, CatalogSelection.Proposal> proposals = new HashMap<>();
  private final Map<String, List<ServableVersion>> dated = new HashMap<>();
  private final Map<String, UUID> servedFirst = new HashMap<>();
  private final Map<String, Map<String, Long>> mix = new HashMap<>();

  /**
   * On the rows of now.
   *
   * @param seen whether anything could be seen of what an HCP does with a message; asked once each
   */
  ShadowReads(
      GateReads live, ServableVersions servable, Predicate<HcpProfile> seen, Instant start) {
    this.live = live;
    this.servable = servable;
    this.seen = seen;
    this.start = start;
    this.lease = new ApprovalState.Lease(true, Optional.empty(), live.lease().cursor());
  }

  /** Notes that a touch was asked for. */
  void asked(TouchCommand command, Instant now) {
    firstAsked.putIfAbsent(command.sendKey().toString(), now);
  }

  /** Notes a touch made. */
  void made(
      TouchCommand command, HcpProfile hcp, ServableVersion version, boolean ghost, Instant now) {
    firstAsked.remove(command.sendKey().toString());
    contactsOf(command, ghost)
        .add(
            new PastContact(
                now,
                command.channel(),
                command.brandId(),
                rules(hcp.country()).weights().getOrDefault(command.channel(), 1),
                command.purpose().unsolicited()));
    made.computeIfAbsent(hcp.id(), id -> new ArrayList<>(2))
        .add(
            new PastPiece(
                version.versionId(),
                version.assetId(),
                command.channel(),
                version.materialType(),
                Set.copyOf(version.facets().claims()),
                now,
                HcpHistory.Response.NONE,
                ghost,
                visible.computeIfAbsent(hcp.id(), id -> seen.test(hcp))));
    servedFirst.putIfAbsent(place(command, hcp), version.versionId());
    mixOf(command.brandId(), hcp.country()).merge(command.channel(), 1L, Long::sum);
  }

  /** Notes that the HCP responded to what it was sent last. */
  void responded(HcpId hcp, HcpHistory.Response response) {
    List<PastPiece> pieces = made.get(hcp);
    if (pieces != null && !pieces.isEmpty()) {
      PastPiece last = pieces.removeLast();
      pieces.add(
          new PastPiece(
              last.versionId(),
              last.assetId(),
              last.channel(),
              last.materialType(),
              last.claims(),
              last.at(),
              response,
              last.ghost(),
              last.visible()));
    }
  }

  @Override
  public Rules rules(String country) {
    return rules.computeIfAbsent(country, live::rules);
  }

  @Override
  public Map<String, Optional<String>> channels(
      Collection<String> names, HcpProfile hcp, Instant now) {
    Map<String, Optional<String>> usable = new LinkedHashMap<>();
    for (String name : names) {
      usable.put(
          name,
          channels
              .computeIfAbsent(name, channel -> unusable(channel, hcp).filter(NO_ADAPTER::equals))
              .or(
                  () ->
                      reach.computeIfAbsent(
                          new ChannelOf(hcp.id(), name), key -> unusable(name, hcp))));
    }
    return usable;
  }

  /** How busy people and providers are weeks from now is not known: only who can be reached. */
  private Optional<String> unusable(String channel, HcpProfile hcp) {
    return live.channels(List.of(channel), hcp, start)
        .getOrDefault(channel, Optional.empty())
        .filter(why -> why.equals(NO_ADAPTER) || why.startsWith(UNREACHABLE));
  }

  @Override
  public Map<String, Long> contactsByChannel(String brandId, String country, Instant since) {
    return mixOf(brandId, country);
  }

  private Map<String, Long> mixOf(String brandId, String country) {
    return mix.computeIfAbsent(
        brandId + "|" + country,
        key ->
            new HashMap<>(
                live.contactsByChannel(brandId, country, start.minus(Duration.ofDays(30)))));
  }

  @Override
  public List<KillSwitches.Switch> switches(UUID campaign) {
    List<KillSwitches.Switch> known = switches;
    if (known == null) {
      known = live.switches(campaign);
      switches = known;
    }
    return known;
  }

  @Override
  public Optional<String> exit(TouchCommand command, Instant now) {
    return Optional.empty();
  }

  @Override
  public Optional<Agreement> consent(HcpId hcp, String channel, Instant now) {
    // Nobody says who will agree or withdraw; what ends by itself does.
    return consents
        .computeIfAbsent(new ChannelOf(hcp, channel), key -> live.consent(hcp, channel, start))
        .map(agreement -> agreement.asOf(now));
  }

  @Override
  public Optional<Suppressions.Why> suppressed(HcpId hcp, String channel) {
    return suppressed.computeIfAbsent(
        new ChannelOf(hcp, channel), key -> live.suppressed(hcp, channel));
  }

  @Override
  public Practice practice(HcpId hcp) {
    return practices.computeIfAbsent(hcp, live::practice);
  }

  @Override
  public Set<LocalDate> holidays(String country, LocalDate from, LocalDate until) {
    Set<LocalDate> between = new TreeSet<>(year(country, from.getYear()));
    if (until.getYear() != from.getYear()) {
      between.addAll(year(country, until.getYear()));
    }
    between.removeIf(day -> day.isBefore(from) || day.isAfter(until));
    return between;
  }

  private Set<LocalDate> year(String country, int year) {
    return holidays.computeIfAbsent(
        new HolidayYear(country, year),
        key -> live.holidays(country, LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31)));
  }

  @Override
  public List<PastContact> contacts(TouchCommand command, Instant since, boolean shadow) {
    return contactsOf(command, shadow).stream()
        .filter(contact -> contact.at().isAfter(since))
        .toList();
  }

  /** An HCP is held out or not, so its contacts and its ghosts are one ledger. */
  private List<PastContact> contactsOf(TouchCommand command, boolean shadow) {
    return contacts.computeIfAbsent(
        command.hcpId(),
        id -> new ArrayList<>(live.contacts(command, start.minus(MEMORY), shadow)));
  }

  @Override
  public List<WaitingTouch> waiting(TouchCommand command, boolean shadow) {
    return List.of();
  }

  @Override
  public Optional<Instant> firstAsked(TouchCommand command, Instant now) {
    return Optional.ofNullable(firstAsked.get(command.sendKey().toString()));
  }

  @Override
  public ApprovalState.Lease lease() {
    return lease;
  }

  @Override
  public Map<UUID, ServableVersion> versions(Collection<UUID> ids) {
    Map<UUID, ServableVersion> known = new HashMap<>();
    for (UUID id : ids) {
      versions
          .computeIfAbsent(id, key -> Optional.ofNullable(live.versions(List.of(key)).get(key)))
          .ifPresent(version -> known.put(id, version));
    }
    return known;
  }

  @Override
  public List<ServableVersion> unservable(TouchCommand command, HcpProfile hcp) {
    return unservable.computeIfAbsent(
        new Fitting(command.brandId(), hcp.country(), command.channel(), command.audience()),
        key -> live.unservable(command, hcp));
  }

  @Override
  public HcpHistory history(TouchCommand command, Instant now) {
    HcpHistory before =
        histories.computeIfAbsent(command.hcpId(), id -> live.history(command, start));
    List<PastPiece> since = made.getOrDefault(command.hcpId(), List.of());
    if (since.isEmpty()) {
      return before;
    }
    List<PastPiece> pieces = new ArrayList<>(before.pieces());
    pieces.addAll(since);
    return new HcpHistory(pieces, before.meetings(), before.stages(), before.topics());
  }

  @Override
  public Optional<UUID> servedFirst(TouchCommand command, HcpProfile hcp) {
    return Optional.ofNullable(servedFirst.get(place(command, hcp)));
  }

  @Override
  public CatalogSelection.Proposal propose(CatalogSelection.Wanted wanted, long epoch) {
    return proposals.computeIfAbsent(
        wanted,
        key ->
            new CatalogSelection.Proposal(
                servable.live(key.brandId(), key.channel()).stream()
                    .filter(version -> version.markets().contains(key.market()))
                    .filter(version -> primary(version.language()).equals(primary(key.language())))
                    .filter(version -> version.audiences().contains(key.audience()))
                    .map(
                        version ->
                            new CatalogSelection.Proposed(
                                version.versionId(),
                                version.title(),
                                version.jobCode(),
                                version.contentHash()))
                    .toList(),
                List.of()));
  }

  /** When what may be sent changes next by its dates; null if it does not. */
  @Nullable Instant nextContentChange(TouchCommand command, Instant now) {
    Instant next = null;
    for (ServableVersion version : servable(command)) {
      for (Instant edge : edges(version)) {
        if (edge.isAfter(now) && (next == null || edge.isBefore(next))) {
          next = edge;
        }
      }
    }
    return next;
  }

  private static List<Instant> edges(ServableVersion version) {
    List<Instant> edges = new ArrayList<>();
    Stream.of(version.validFrom(), version.validTo()).filter(Objects::nonNull).forEach(edges::add);
    if (version.forms() != null) {
      version.forms().stream()
          .map(RenderedForm::until)
          .filter(Objects::nonNull)
          .map(last -> last.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant())
          .forEach(edges::add);
    }
    return edges;
  }

  private List<ServableVersion> servable(TouchCommand command) {
    return dated.computeIfAbsent(
        command.brandId() + "|" + command.channel(),
        key -> servable.live(command.brandId(), command.channel()));
  }

  private static String place(TouchCommand command, HcpProfile hcp) {
    return command.slot() + "|" + hcp.country() + "|" + primary(hcp.language());
  }

  private static String primary(String language) {
    return Locale.forLanguageTag(language).getLanguage();
  }
}
