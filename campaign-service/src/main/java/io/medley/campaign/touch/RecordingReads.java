package io.medley.campaign.touch;

import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.HcpProfile;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Passes the questions of one decision on and keeps the answers. A question that rules ask again is
 * answered as before: a decision is made at one instant.
 */
final class RecordingReads implements GateReads, Choosing.Trial {

  private final GateReads live;
  private final Choosing.Trial trial;
  private @Nullable Rules rules;
  private Map<String, Optional<String>> channels = Map.of();
  private Map<String, Long> contactsByChannel = Map.of();
  private @Nullable List<KillSwitches.Switch> switches;
  private @Nullable String exit;
  private final Map<String, Optional<Agreement>> consents = new LinkedHashMap<>();
  private final Map<String, Suppressions.Why> suppressed = new LinkedHashMap<>();
  private @Nullable Practice practice;
  private Set<LocalDate> holidays = Set.of();
  private List<PastContact> contacts = List.of();
  private List<WaitingTouch> waiting = List.of();
  private boolean firstAskedKnown;
  private @Nullable Instant firstAsked;
  private ApprovalState.@Nullable Lease lease;
  private final Map<UUID, ServableVersion> versions = new LinkedHashMap<>();
  private List<ServableVersion> unservable = List.of();
  private HcpHistory history = HcpHistory.NONE;
  private @Nullable UUID servedFirst;
  private CatalogSelection.@Nullable Proposal proposal;
  private boolean catalogAway;
  private final Map<UUID, Choosing.Tried> tried = new LinkedHashMap<>();

  RecordingReads(GateReads live, Choosing.Trial trial) {
    this.live = live;
    this.trial = trial;
  }

  /** Everything that was answered so far. */
  GateInputs inputs(TouchCommand command, HcpProfile hcp, boolean ghost, Instant at) {
    HcpProfile known =
        new HcpProfile(
            hcp.id(),
            "",
            hcp.pseudonym(),
            hcp.country(),
            hcp.language(),
            hcp.zone(),
            hcp.specialty(),
            hcp.type(),
            hcp.tier(),
            hcp.affinities(),
            hcp.erased(),
            hcp.status());
    return new GateInputs(
        GateInputs.FORMAT,
        command,
        known,
        ghost,
        at,
        rules,
        channels,
        contactsByChannel,
        switches == null ? List.of() : switches,
        exit,
        agreements(),
        suppressed,
        practice,
        holidays,
        contacts,
        waiting,
        firstAsked,
        lease,
        versions,
        unservable,
        history,
        servedFirst,
        proposal,
        catalogAway,
        tried);
  }

  private Map<String, Agreement> agreements() {
    Map<String, Agreement> given = new LinkedHashMap<>();
    consents.forEach((channel, found) -> found.ifPresent(entry -> given.put(channel, entry)));
    return given;
  }

  @Override
  public Rules rules(String country) {
    Rules answer = live.rules(country);
    rules = answer;
    return answer;
  }

  @Override
  public Map<String, Optional<String>> channels(
      Collection<String> names, HcpProfile hcp, Instant now) {
    channels = live.channels(names, hcp, now);
    return channels;
  }

  @Override
  public Map<String, Long> contactsByChannel(String brandId, String country, Instant since) {
    contactsByChannel = live.contactsByChannel(brandId, country, since);
    return contactsByChannel;
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
    Optional<String> answer = live.exit(command, now);
    exit = answer.orElse(null);
    return answer;
  }

  @Override
  public Optional<Agreement> consent(HcpId hcp, String channel, Instant now) {
    return consents.computeIfAbsent(channel, _ -> live.consent(hcp, channel, now));
  }

  @Override
  public Optional<Suppressions.Why> suppressed(HcpId hcp, String channel) {
    Optional<Suppressions.Why> answer = live.suppressed(hcp, channel);
    answer.ifPresent(why -> suppressed.put(channel, why));
    return answer;
  }

  @Override
  public Practice practice(HcpId hcp) {
    Practice answer = live.practice(hcp);
    practice = answer;
    return answer;
  }

  @Override
  public Set<LocalDate> holidays(String country, LocalDate from, LocalDate until) {
    holidays = live.holidays(country, from, until);
    return holidays;
  }

  @Override
  public List<PastContact> contacts(TouchCommand command, Instant since, boolean shadow) {
    contacts = live.contacts(command, since, shadow);
    return contacts;
  }

  @Override
  public List<WaitingTouch> waiting(TouchCommand command, boolean shadow) {
    waiting = live.waiting(command, shadow);
    return waiting;
  }

  @Override
  public Optional<Instant> firstAsked(TouchCommand command, Instant now) {
    if (!firstAskedKnown) {
      firstAsked = live.firstAsked(command, now).orElse(null);
      firstAskedKnown = true;
    }
    return Optional.ofNullable(firstAsked);
  }

  @Override
  public ApprovalState.Lease lease() {
    ApprovalState.Lease answer = live.lease();
    lease = answer;
    return answer;
  }

  @Override
  public Map<UUID, ServableVersion> versions(Collection<UUID> ids) {
    Map<UUID, ServableVersion> answer = live.versions(ids);
    answer.values().forEach(version -> versions.put(version.versionId(), version.withoutProof()));
    return answer;
  }

  @Override
  public List<ServableVersion> unservable(TouchCommand command, HcpProfile hcp) {
    List<ServableVersion> answer = live.unservable(command, hcp);
    unservable = answer.stream().map(ServableVersion::withoutProof).toList();
    return answer;
  }

  @Override
  public HcpHistory history(TouchCommand command, Instant now) {
    history = live.history(command, now);
    return history;
  }

  @Override
  public Optional<UUID> servedFirst(TouchCommand command, HcpProfile hcp) {
    Optional<UUID> answer = live.servedFirst(command, hcp);
    servedFirst = answer.orElse(null);
    return answer;
  }

  @Override
  public CatalogSelection.Proposal propose(CatalogSelection.Wanted wanted, long epoch) {
    catalogAway = true;
    CatalogSelection.Proposal answer = live.propose(wanted, epoch);
    catalogAway = false;
    proposal = answer;
    return answer;
  }

  @Override
  public Choosing.Tried render(
      TouchCommand command, ServableVersion version, @Nullable RenderedForm form) {
    Choosing.Tried answer = trial.render(command, version, form);
    tried.put(version.versionId(), answer);
    return answer;
  }
}
