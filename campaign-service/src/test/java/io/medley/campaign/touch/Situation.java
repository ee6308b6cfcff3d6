package io.medley.campaign.touch;

import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.HcpProfile;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What the gate is told, for tests of its rules: everything permits, unless it is said otherwise.
 */
final class Situation {

  static final UUID CAMPAIGN = new UUID(0, 7);

  Instant now = Instant.parse("2026-03-03T12:00:00Z");
  @Nullable ZoneId zone = ZoneId.of("Europe/London");
  @Nullable ZoneId countryZone = ZoneId.of("Europe/London");
  Practice practice = Practice.UNKNOWN;
  ContactHours hours = ContactHours.OFFICE;
  Duration jitter = Duration.ZERO;
  Set<LocalDate> holidays = Set.of();
  final Map<String, Double> affinities = new HashMap<>();
  final Map<String, Integer> mix = new TreeMap<>();
  final Map<String, Long> contactsByChannel = new TreeMap<>();
  final Map<String, Optional<String>> channels = new TreeMap<>(Map.of("EMAIL", Optional.empty()));
  final Map<String, GateReads.Agreement> consents = new TreeMap<>();
  final List<FrequencyCap> caps = new ArrayList<>();
  final List<PastContact> contacts = new ArrayList<>();
  final List<WaitingTouch> waiting = new ArrayList<>();
  final List<KillSwitches.Switch> switches = new ArrayList<>();
  final List<ServableVersion> unservable = new ArrayList<>();
  final Map<UUID, ServableVersion> versions = new TreeMap<>();
  HcpHistory history = HcpHistory.NONE;
  TouchPurpose purpose = TouchPurpose.NURTURE;
  List<String> alternatives = List.of();
  @Nullable Instant firstAsked;

  private final HcpId hcpId = new HcpId(new UUID(0, 1));
  SendKey sendKey = new SendKey(new UUID(0, 2), "announce", 1);

  Situation() {
    agrees("EMAIL");
    version(1);
  }

  Situation agrees(String channel) {
    consents.put(
        channel, new GateReads.Agreement(1, "GRANTED", Instant.parse("2026-01-01T00:00:00Z")));
    return this;
  }

  ServableVersion version(int number) {
    ServableVersion version =
        new ServableVersion(
            new UUID(1, number),
            new UUID(2, number),
            1,
            "LIVE",
            "0".repeat(64),
            "0".repeat(64),
            "zelvaro",
            "Title " + number,
            "JOB-" + number,
            "EMAIL",
            Set.of("GB", "US"),
            "en-GB",
            Set.of("EMAIL", "SMS"),
            Set.of("HCP"),
            Set.of(),
            null,
            null,
            JsonNodeFactory.instance.objectNode());
    versions.put(version.versionId(), version);
    return version;
  }

  /** The same piece in another state; only LIVE ones are proposed. */
  static ServableVersion in(String state, ServableVersion version) {
    return new ServableVersion(
        version.versionId(),
        version.assetId(),
        version.number(),
        state,
        version.contentHash(),
        version.metadataHash(),
        version.brandId(),
        version.title(),
        version.jobCode(),
        version.materialType(),
        version.markets(),
        version.language(),
        version.channels(),
        version.audiences(),
        version.slotHints(),
        version.validFrom(),
        version.validTo(),
        version.proof());
  }

  TouchCommand command() {
    return new TouchCommand(
            sendKey,
            hcpId,
            CAMPAIGN,
            "zelvaro",
            "EMAIL",
            "announce",
            "HCP",
            new ContactPolicy(Map.of("GB", hours, "US", hours), caps, Duration.ofDays(30)),
            false,
            List.of())
        .purpose(purpose)
        .orThrough(alternatives);
  }

  HcpProfile hcp(String country) {
    return new HcpProfile(
        hcpId,
        "",
        "HCP-BCDF",
        country,
        "en-GB",
        zone,
        "CARDIOLOGY",
        "PRESCRIBER",
        1,
        affinities,
        false);
  }

  GateInputs inputs() {
    return new GateInputs(
        GateInputs.FORMAT,
        command(),
        hcp("GB"),
        false,
        now,
        new GateReads.Rules(
            countryZone,
            Map.of("SMS", 2, "CALL", 3),
            List.of(),
            jitter,
            mix,
            Duration.ofMinutes(1),
            Duration.ofSeconds(5)),
        channels,
        contactsByChannel,
        switches,
        null,
        consents,
        Map.of(),
        practice,
        holidays,
        contacts,
        waiting,
        firstAsked,
        new ApprovalState.Lease(true, Optional.of(now), 5),
        versions,
        unservable,
        history,
        null,
        new CatalogSelection.Proposal(
            versions.values().stream()
                .map(
                    version ->
                        new CatalogSelection.Proposed(
                            version.versionId(),
                            version.title(),
                            version.jobCode(),
                            version.contentHash()))
                .toList(),
            List.of()),
        false,
        versions.keySet().stream()
            .collect(Collectors.toMap(id -> id, id -> Choosing.Tried.RENDERED)));
  }

  Choosing.Choice choice() {
    return choice(inputs());
  }

  static Choosing.Choice choice(GateInputs inputs) {
    StoredReads reads = new StoredReads(inputs);
    return new Choosing(reads, reads)
        .choose(inputs.command(), inputs.hcp(), inputs.ghost(), inputs.at());
  }
}
